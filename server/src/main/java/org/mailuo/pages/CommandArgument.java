package org.mailuo.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Command;
import org.mailuo.shared.Uuid7;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets a handler ask for a {@link Command}: its id is the form field {@code command}, or new where there is none. */
final class CommandArgument implements HandlerMethodArgumentResolver {
    private final Clock clock;

    CommandArgument(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Command.class;
    }

    @Override
    public Command resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws ServletRequestBindingException {
        Instant now = clock.instant();
        String sent = request.getParameter("command");
        UUID id = sent == null || sent.isBlank() ? Uuid7.next(now) : parse(sent);
        return new Command(id, ActorArgument.actor(), now);
    }

    private static UUID parse(String sent) throws ServletRequestBindingException {
        try {
            return UUID.fromString(sent.strip());
        } catch (IllegalArgumentException malformed) {
            throw new ServletRequestBindingException("Not a command id", malformed);
        }
    }
}
