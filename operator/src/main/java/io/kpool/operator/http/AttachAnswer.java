package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What became of an attach. */
record AttachAnswer(
        @JsonPropertyDescription("The only host was a member before, and nothing was changed.")
        Boolean alreadyAttached) {}
