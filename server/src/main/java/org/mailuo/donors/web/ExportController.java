package org.mailuo.donors.web;

import java.util.UUID;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Exports;
import org.mailuo.shared.Command;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Everything that is held on a person, as a file for that person. */
@Controller
class ExportController {
    private final Exports exports;

    ExportController(Exports exports) {
        this.exports = exports;
    }

    @PostMapping("/donors/{id}/export")
    @PreAuthorize("hasAuthority('QUALITY')")
    ResponseEntity<byte[]> export(@PathVariable UUID id, Command command) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("person.zip")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType("application/zip"))
                .body(exports.export(command, new DonorId(id)));
    }
}
