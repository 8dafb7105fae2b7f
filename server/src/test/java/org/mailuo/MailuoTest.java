package org.mailuo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/**
 * The whole application on a random port and a clean database, with a MockMvc beside it. All classes that carry only
 * this annotation share one running application; its database is put back to what it was at start before each class.
 * {@link OwnerDatabase} can be autowired.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // No job runs by the wall clock: the facts of a test have their own dates.
        properties = {
            "mailuo.storage.expiry=-",
            "mailuo.station.anchor=-",
            "mailuo.audit.seal=365d",
            "mailuo.keys.look=365d",
            "mailuo.donors.accesses=365d"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = MailuoTestDatabase.Initializer.class)
@TestExecutionListeners(
        listeners = MailuoTestDatabase.Restorer.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface MailuoTest {}
