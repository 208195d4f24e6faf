"""Quotation attribution side by side: this project, textacy and sayswho on the same gold file, in one run.

usage: python benchmarks/quotations.py GOLD.jsonl SCORER.py [--without-peers]

Prints one table: accuracy as the scorer has it (segments of four words and more unless said otherwise), articles
per CPU second on one core, peak memory. The other systems are installed once into build/. The gold file stays
where it is.
"""

import json

from predict import predict_quotes
from side_by_side import compare

COLUMNS = {
    "direct_F1": "quotation F1",
    "direct_speaker_acc": "speaker right if found",
    "direct_attr_F1": "quotation + speaker F1",
    "indirect_F1_say": "indirect F1",
}


def scores(printed: str) -> dict[str, float]:
    """The scorer's figures for segments of four words and more, and for all segments."""
    found = {}
    for line in printed.splitlines():
        if " minwords " in line:
            least, numbers = line.split(" minwords ")[1].split(" ", 1)
            kept = json.loads(numbers)
            if least == "4":
                found |= {name: kept[key] for key, name in COLUMNS.items()}
            else:
                found["the same, all segments"] = kept["direct_attr_F1"]
    return found


if __name__ == "__main__":
    compare(__doc__, predict_quotes, ["textacy", "sayswho"], "peers-quotations.txt", scores, "articles", 1)
