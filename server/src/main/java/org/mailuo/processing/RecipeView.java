package org.mailuo.processing;

import org.mailuo.shared.ProductCode;

/** A recipe that a person may choose; an automatic one is proposed without being asked for. */
public record RecipeView(ProductCode parent, String code, boolean automatic) {}
