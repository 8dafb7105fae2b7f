package org.mailuo.station;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks a handler's own rule before anything of the request is read, so that who may not is told nothing of what was wrong
 * with it. A handler without a rule is closed to everybody.
 */
final class RulesFirst implements HandlerInterceptor {
    private final PreAuthorizeAuthorizationManager rules = new PreAuthorizeAuthorizationManager();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !isAllowed(method)) {
            throw new AccessDeniedException("Refused");
        }
        return true;
    }

    private boolean isAllowed(HandlerMethod handler) {
        Object target = AopProxyUtils.getSingletonTarget(handler.getBean());
        AuthorizationResult result = rules.authorize(
                () -> SecurityContextHolder.getContext().getAuthentication(),
                new SimpleMethodInvocation(target == null ? handler.getBean() : target, handler.getMethod()));
        return result != null && result.isGranted();
    }
}
