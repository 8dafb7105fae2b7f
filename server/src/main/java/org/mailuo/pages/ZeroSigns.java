package org.mailuo.pages;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.servlet.HandlerInterceptor;

/** No keyboard and no scanner sends the sign zero, and no text of the database can hold it: refused before anybody asks. */
final class ZeroSigns implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws ServletRequestBindingException {
        // The page that reports an error is asked with the body that could not be read.
        boolean zero = request.getDispatcherType() == DispatcherType.REQUEST
                && request.getParameterMap().values().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(value -> value.indexOf('\u0000') >= 0);
        if (zero) {
            throw new ServletRequestBindingException("A text with the sign zero");
        }
        return true;
    }
}
