package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What became of an attach. */
record AttachAnswer(
        @JsonPropertyDescription("The host was a member before, and nothing was changed.")
        Boolean alreadyAttached) {}
