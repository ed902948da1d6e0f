package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.Limits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bounds of what one user names in one namespace. */
class NameBudgetTest {
    private final List<String> unused = new ArrayList<>();
    private final NameBudget budget = new NameBudget(() -> unused.add("unused"));

    @Test
    void countsEveryOpenNameAsIfWithTheLongestResult() {
        // When
        List<NameBudget.Share> open = fill();
        // Then
        assertThat(open).hasSize((int) (NameBudget.MOST_CHARACTERS / Limits.RESULT_BYTES));
        open.getFirst().ended(1);
        assertThat(budget.isFull()).isTrue();
        open.getLast().ended(Limits.RESULT_BYTES - 1);
        assertThat(budget.isFull()).isFalse();
    }

    @Test
    void hasABoundForShortOnesToo() {
        // When
        for (int i = 0; i < NameBudget.MOST_NAMES; i++) {
            assertThat(budget.isFull()).isFalse();
            budget.take().ended(0);
        }
        // Then
        assertThat(budget.isFull()).isTrue();
    }

    @Test
    void isUnusedWhenAllIsGivenBack() {
        // Given
        List<NameBudget.Share> open = fill();
        // When
        open.forEach(NameBudget.Share::giveBack);
        open.forEach(NameBudget.Share::giveBack);
        open.getFirst().ended(Limits.RESULT_BYTES);
        // Then
        assertThat(unused).containsExactly("unused");
        assertThat(fill()).hasSameSizeAs(open);
    }

    private List<NameBudget.Share> fill() {
        List<NameBudget.Share> open = new ArrayList<>();
        while (!budget.isFull()) {
            open.add(budget.take());
        }
        return open;
    }
}
