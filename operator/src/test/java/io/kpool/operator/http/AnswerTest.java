package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void aDocumentIsWrittenOnce() {
        // Given
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("version", 1);
        Answer.Document document = Answer.Document.of(content);
        // When
        content.put("version", 2);
        // Then
        assertThat(document.text()).hasToString("{\"version\":1}");
    }
}
