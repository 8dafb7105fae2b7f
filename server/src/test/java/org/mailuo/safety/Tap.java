package org.mailuo.safety;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Between the application and its database: lets a thread be stopped or cut off at a chosen statement of its own. */
final class Tap extends DelegatingDataSource {
    /** What happens to the statements of one thread. */
    interface Listener {
        /** @param number from 1, over all connections since the listener was set */
        void before(int number, Connection connection) throws SQLException;

        default void afterCommit() throws SQLException {}
    }

    /** Puts the tap into a test application. */
    @Configuration(proxyBeanMethods = false)
    static class Fitted {
        @Bean
        static BeanPostProcessor tap() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source && !(bean instanceof Tap) ? new Tap(source) : bean;
                }
            };
        }
    }

    private record Counted(Listener listener, int[] statements) {}

    private static final ThreadLocal<@Nullable Counted> LISTENERS = new ThreadLocal<>();

    private Tap(DataSource source) {
        super(source);
    }

    /** Does the work of this thread under the eyes of a listener. */
    static void listen(Listener listener, Runnable work) {
        LISTENERS.set(new Counted(listener, new int[1]));
        try {
            work.run();
        } finally {
            LISTENERS.remove();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        Counted counted = LISTENERS.get();
        return counted == null ? connection : watched(connection, counted);
    }

    private static Connection watched(Connection connection, Counted counted) {
        return (Connection) Proxy.newProxyInstance(
                Tap.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        counted.listener.before(++counted.statements[0], connection);
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (method.getName().equals("commit")) {
                            counted.listener.afterCommit();
                        }
                        return result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
