package org.mailuo.station.web;

import java.util.List;
import java.util.UUID;
import org.mailuo.shared.Actor;
import org.mailuo.shared.NotFoundException;
import org.mailuo.station.Signature;
import org.mailuo.station.Signatures;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One signature, what it is worth today, and the text that its signer would sign now. */
@Controller
class SignatureController {
    private final Signatures signatures;

    SignatureController(Signatures signatures) {
        this.signatures = signatures;
    }

    @GetMapping("/station/signatures/{id}")
    @PreAuthorize("hasAnyAuthority('QUALITY','INSPECT')")
    String page(@PathVariable UUID id, Actor actor, Model model) {
        Signature signature = signatures.list(actor.station(), List.of(id)).values().stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("record"));
        model.addAttribute("signature", signature);
        model.addAttribute(
                "text",
                signatures
                        .text(actor.station(), signature.kind(), signature.recordId())
                        .orElse(null));
        return "station/signature";
    }
}
