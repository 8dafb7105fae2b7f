package org.mailuo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The whole house: one jar that serves every page and opens every door. */
@SpringBootApplication
public class MailuoApplication {

    public static void main(String[] args) {
        SpringApplication.run(MailuoApplication.class, args);
    }
}
