package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "日本語, 6",
        "サーバー, 8",
        "カ・キ, 6",
        "㈱, 2",
        "￥100, 5",
        "、。「」, 8",
        "〈〉, 4",
        "ｶﾞｰ, 3",
        "℃, 1",
        "é, 1",
        "e\u0301, 1",
        "が, 2",
        "か\u3099, 2",
        "한글, 4",
        "\u1112\u1161\u11ab\u1100\u1173\u11af, 4",
        "ꥠ\ud7b0, 2",
        "𠀀, 2",
        "\u303f, 1",
        "ꓐ, 1",
        "🙂, 2",
        "🇩🇪, 2",
    })
    void columnsAreThoseOfUnicodesAnnex11(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }
}
