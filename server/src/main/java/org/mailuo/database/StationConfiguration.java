package org.mailuo.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Puts each call of a service under the station that its command, author or id names, before its transaction begins. */
@Configuration(proxyBeanMethods = false)
class StationConfiguration {

    @Bean
    static BeanPostProcessor stationDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool ? new StationDataSource(pool) : bean;
            }
        };
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor stationOfServices(ObjectProvider<DataSource> pool) {
        MethodInterceptor scope = call -> {
            var station = stationOf(call);
            return station.isPresent() ? proceed(call, station.get(), pool) : call.proceed();
        };
        var advisor = new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forClassAnnotation(Service.class), scope);
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    private static @Nullable Object proceed(MethodInvocation call, StationId station, ObjectProvider<DataSource> pool)
            throws Throwable {
        if (StationScope.current().isEmpty() && TransactionSynchronizationManager.isActualTransactionActive()) {
            showInTransaction(station, pool.getObject());
        }
        return StationScope.in(station, call::proceed);
    }

    /** A transaction that began for no station is from here on for this one. */
    private static void showInTransaction(StationId station, DataSource pool) throws SQLException {
        var connection = DataSourceUtils.getConnection(pool);
        try {
            StationDataSource.showInTransaction(connection, station);
        } finally {
            DataSourceUtils.releaseConnection(connection, pool);
        }
    }

    private static Optional<StationId> stationOf(MethodInvocation call) {
        return Stream.of(call.getArguments())
                .map(StationConfiguration::stationOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<StationId> stationOf(@Nullable Object argument) {
        return switch (argument) {
            case Command command -> Optional.of(command.station());
            case Actor actor -> Optional.of(actor.station());
            case StationId station -> Optional.of(station);
            case null, default -> Optional.empty();
        };
    }
}
