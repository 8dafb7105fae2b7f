package org.mailuo.station.web;

import org.jspecify.annotations.Nullable;
import org.mailuo.pages.SignedIn;
import org.mailuo.station.Proof;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Lets a handler ask for the {@link Proof} that came with a form: the fields {@code login} and {@code password}; without
 * a login it is of who is signed in. Whether that person may sign is for the service to say.
 */
final class ProofArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Proof.class;
    }

    @Override
    public Proof resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String login = sent(request, "login");
        return new Proof(login.isBlank() ? own(request) : login, sent(request, "password"));
    }

    private static String own(NativeWebRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof SignedIn someone
                ? someone.actor().login()
                : "";
    }

    private static String sent(NativeWebRequest request, String field) {
        String value = request.getParameter(field);
        return value == null ? "" : value;
    }
}
