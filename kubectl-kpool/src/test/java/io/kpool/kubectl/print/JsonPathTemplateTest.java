package io.kpool.kubectl.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTemplateTest {
    private static final String CONTENT = """
        {"items": [
            {"name": "a", "load": 10, "labels": {"kpool.io/pool": "demo"}, "on": true},
            {"name": "b", "load": 30},
            {"name": "c", "load": 20, "labels": {"kpool.io/pool": "other"}}],
         "kind": "List"}
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{.kind} # List",
                "{$.kind} # List",
                "kind={.kind}! # kind=List!",
                "{.items[0].name} # a",
                "{.items[-1].name} # c",
                "{.items[-2:].name} # b c",
                "{.items[:2].name} # a b",
                "{.items[*].name} # a b c",
                "{.items[7].name} # ``",
                "{.nothing.at.all} # ``",
                "{.items[0].labels.kpool\\.io/pool} # demo",
                "{.items[0].labels['kpool.io/pool']} # demo",
                "{.items[0].labels} # {\"kpool.io/pool\":\"demo\"}",
                "{..name} # a b c",
                "{.items[?(@.name==\"b\")].load} # 30",
                "{.items[?(@.name!='b')].load} # 10 20",
                "{.items[?(@.load>=20)].name} # b c",
                "{.items[?(@.load<20)].name} # a",
                "{.items[?(@.on)].name} # a",
                "{.items[?(@.name!='a && b || c')].name} # a b c",
                "{range .items[*]}{.name}{\",\"}{end} # a,b,c,",
                "{range .items[*]}{.name}{\"{}\"}{range .labels}<{.*}>{end}{end} # a{}<demo>b{}c{}<other>"
            })
    void printsAsKubectlDoes(String template, String expected) throws Exception {
        JsonNode content = new ObjectMapper().readTree(CONTENT);

        assertThat(JsonPathTemplate.parse(template).print(content)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{.items[}",
                "{.items",
                "{range .items[*]}",
                "{end}",
                "{items}",
                "{.items[?(@.load>x)]}",
                "{.items[?(@.load>=20 && @.load<30)]}",
                "{.items[?(@.name=='a'||@.name=='b')]}",
                "{.items[?(@.on&&@.load)]}",
                "{.items[a]}",
                "{.a..}x{",
                "{.items[99999999999]}"
            })
    void whatMakesNoSenseIsSaidInOneLine(String template) {
        assertThatThrownBy(() -> JsonPathTemplate.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSONPath");
    }
}
