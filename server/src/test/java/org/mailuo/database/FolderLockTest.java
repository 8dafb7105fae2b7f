package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    Path folder;

    @Test
    void isFreeAgainAfterItsOwnerLetsGo() {
        FolderLock.take(folder).close();
        assertThatCode(() -> FolderLock.take(folder).close()).doesNotThrowAnyException();
    }

    @Test
    void namesAnOwnerInThisProcess() {
        try (var lock = FolderLock.take(folder)) {
            assertRefusedBecauseOf(ProcessHandle.current().pid());
        }
    }

    @Test
    void namesAnOwnerInAnotherProcessAndIsFreeWhenThatIsKilled() throws IOException, InterruptedException {
        var owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(owner.getInputStream().read()).isEqualTo('+');
            assertRefusedBecauseOf(owner.pid());
        } finally {
            owner.destroyForcibly().waitFor();
        }
        assertThatCode(() -> FolderLock.take(folder).close()).doesNotThrowAnyException();
    }

    private void assertRefusedBecauseOf(long pid) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> FolderLock.take(folder))
                .withMessage("Another Mailuo (process %d) is using the data folder %s.", pid, folder);
    }

    /** Holds the lock until it is killed. */
    static final class Owner {
        public static void main(String[] arguments) throws InterruptedException {
            try (var lock = FolderLock.take(Path.of(arguments[0]))) {
                System.out.print('+');
                System.out.flush();
                Thread.sleep(60_000);
            }
        }
    }
}
