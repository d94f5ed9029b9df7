#!/usr/bin/env python3
"""Score extractions against gold, both in the format of extraction.md.

    score_extraction.py GOLD PRED [--text DIR] [-v]

GOLD and PRED are folders of NAME.json (or two files); with --text, every span of PRED is checked against NAME.txt.
A match is one-to-one and greedy by overlap. Actors and places match on a shared mention (IoU >= 0.5); an event on an
overlapping trigger; a statement on its content (IoU >= 0.5). Kinds, types and modalities are compared as coarse classes
(the tables below), a date by both of its bounds, a figure by measure, low and high. Prints precision, recall and F1.
"""

import argparse
import json
import pathlib
import sys

ACTOR = {
    k: c
    for c, ks in {
        "person": "person",
        "security": "security-forces",
        "armed": "armed-faction crowd",
        "government": "government government-body foreign-state judicial-body",
        "organisation": "monitor media intergovernmental civil-society",
        "source": "source",
        "people": "community civilians",
    }.items()
    for k in ks.split()
}
EVENT = {
    k: c
    for c, ks in {
        "killing": "killing killing-of-civilians mass-killing summary-execution",
        "attack": "attack ambush shelling air-drone-strike remote-explosive explosion",
        "displacement": "displacement forced-displacement refuge",
        "restriction": "restriction blockade-siege curfew general-strike",
    }.items()
    for k in ks.split()
}
MODALITY = {"estimates": "asserts", "announces": "asserts"}


def overlap(a, b):
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def iou(a, b):
    both = overlap(a, b)
    return both / ((a["end"] - a["start"]) + (b["end"] - b["start"]) - both) if both else 0.0


def pair(pred, gold, score):
    """One-to-one pairs (i, j) with score > 0, best first."""
    ranked = sorted(
        ((score(p, g), i, j) for i, p in enumerate(pred) for j, g in enumerate(gold)), key=lambda x: (-x[0], x[1], x[2])
    )
    used_p, used_g, pairs = set(), set(), []
    for value, i, j in ranked:
        if value > 0 and i not in used_p and j not in used_g:
            used_p.add(i), used_g.add(j), pairs.append((i, j))
    return pairs


def spans(node):
    if isinstance(node, dict):
        if {"start", "end", "exact"} <= node.keys():
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def compare(pred, gold):
    """Return {figure: (true positives, predicted, gold)} and the misses."""
    out, miss, link = {}, {}, {}

    def put(name, hits, p, g):
        out[name] = (hits, len(p) if isinstance(p, list) else p, len(g) if isinstance(g, list) else g)

    for node in ("actor", "place"):
        p = [e for e in pred["entities"] if e["node"] == node]
        g = [e for e in gold["entities"] if e["node"] == node]
        m = pair(p, g, lambda a, b: sum(any(iou(x, y) >= 0.5 for y in b["mentions"]) for x in a["mentions"]))
        link |= {p[i]["id"]: g[j]["id"] for i, j in m}
        put(node + "s", len(m), p, g)
        if node == "actor":
            put(
                "actors+kind",
                sum(ACTOR.get(p[i]["kind"], p[i]["kind"]) == ACTOR.get(g[j]["kind"], g[j]["kind"]) for i, j in m),
                p,
                g,
            )
        miss["missed " + node] = [g[j]["name"] for j in range(len(g)) if j not in {j for _, j in m}]
        miss["extra " + node] = [p[i]["name"] for i in range(len(p)) if i not in {i for i, _ in m}]

    p, g = pred["events"], gold["events"]
    coarse = lambda e: EVENT.get(e["type"], e["type"])
    shared = lambda a, b: sum(any(overlap(x, y) for y in b["triggers"]) for x in a["triggers"])
    m = pair(p, g, lambda a, b: shared(a, b) if coarse(a) == coarse(b) else 0)
    put("events+type", len(m), p, g)
    miss["missed event"] = [
        (g[j]["type"], g[j]["triggers"][0]["exact"]) for j in range(len(g)) if j not in {j for _, j in m}
    ]
    miss["extra event"] = [
        (p[i]["type"], p[i]["triggers"][0]["exact"]) for i in range(len(p)) if i not in {i for i, _ in m}
    ]
    places = lambda e, via=None: {(via or {}).get(x, x if via is None else "?" + x) for x in e["places"]}
    actors = lambda e, via=None: {
        (via or {}).get(x["actor"], x["actor"] if via is None else "?" + x["actor"]) for x in e["participants"]
    }
    for name, f in (("event places", places), ("event participants", actors)):
        put(
            name,
            sum(len(f(p[i], link) & f(g[j])) for i, j in m),
            sum(len(f(e, link)) for e in p),
            sum(len(f(e)) for e in g),
        )
    role = lambda e, via=None: {
        ((via or {}).get(x["actor"], x["actor"] if via is None else "?" + x["actor"]), x["role"])
        for x in e["participants"]
    }
    put(
        "event participants+role",
        sum(len(role(p[i], link) & role(g[j])) for i, j in m),
        sum(len(role(e, link)) for e in p),
        sum(len(role(e)) for e in g),
    )
    bounds = lambda e: (e["dates"]["earliest"], e["dates"]["latest"]) if e.get("dates") else None
    put(
        "event dates",
        sum(bounds(p[i]) is not None and bounds(p[i]) == bounds(g[j]) for i, j in m),
        sum(bounds(e) is not None for e in p),
        sum(bounds(e) is not None for e in g),
    )

    p, g = pred["counts"], gold["counts"]
    same = lambda a, b: a["measure"] == b["measure"] and a["low"] == b["low"] and a["high"] == b["high"]
    put("figures", len(pair(p, g, lambda a, b: overlap(a["span"], b["span"]) if same(a, b) else 0)), p, g)
    miss["missed figure"] = [
        (x["span"]["exact"], x["measure"], x["low"], x["high"])
        for x in g
        if not any(overlap(x["span"], y["span"]) and same(x, y) for y in p)
    ]

    p, g = pred["statements"], gold["statements"]
    m = pair(p, g, lambda a, b: iou(a["content"], b["content"]) if iou(a["content"], b["content"]) >= 0.5 else 0)
    mentions = {e["id"]: e["mentions"] for e in gold["entities"]}

    def speaker(a, b):
        if not b["speakers"]:
            return not a["speakers"]
        if any(link.get(x) in b["speakers"] for x in a["speakers"]):
            return True
        where = [x for s in b["speakers"] for x in mentions[s]] + ([b["speakerSpan"]] if b["speakerSpan"] else [])
        return bool(a["speakerSpan"]) and any(iou(a["speakerSpan"], x) >= 0.5 for x in where)

    right = [(i, j) for i, j in m if speaker(p[i], g[j])]
    mood = lambda s: MODALITY.get(s["modality"], s["modality"])
    put("statements", len(m), p, g)
    put("statements+speaker", len(right), p, g)
    put("statements+speaker+modality", sum(mood(p[i]) == mood(g[j]) for i, j in right), p, g)
    miss["missed statement"] = [g[j]["content"]["exact"][:80] for j in range(len(g)) if j not in {j for _, j in m}]
    miss["wrong speaker"] = [
        ((p[i]["speakerSpan"] or {}).get("exact"), g[j]["speakers"], g[j]["content"]["exact"][:40])
        for i, j in m
        if not speaker(p[i], g[j])
    ]
    return out, miss


def f1(hits, pred, gold):
    precision, recall = hits / pred if pred else 0.0, hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=pathlib.Path), ask.add_argument("pred", type=pathlib.Path)
    (
        ask.add_argument("--text", type=pathlib.Path),
        ask.add_argument("-v", action="store_true"),
        ask.add_argument("--json", action="store_true"),
    )
    args = ask.parse_args()
    names = sorted(args.gold.glob("*.json")) if args.gold.is_dir() else [args.gold]
    total, wrong = {}, 0
    for path in names:
        gold = json.loads(path.read_text("utf-8"))
        found = args.pred / path.name if args.pred.is_dir() else args.pred
        pred = json.loads(found.read_text("utf-8"))
        if args.text:
            text = (args.text / (path.stem + ".txt")).read_text("utf-8")
            wrong += sum(text[s["start"] : s["end"]] != s["exact"] for s in spans(pred))
        scores, miss = compare(pred, gold)
        for name, values in scores.items():
            total[name] = tuple(a + b for a, b in zip(total.get(name, (0, 0, 0)), values))
        if args.v:
            print("==", path.name)
            for name, values in miss.items():
                print(f"   {name}: {values}")
    if args.json:
        print(json.dumps({k: round(f1(*v)[2], 4) for k, v in total.items()} | {"inexact spans": wrong}))
        return
    for name, values in total.items():
        print(
            f"{name:30s} P {f1(*values)[0]:.2f}  R {f1(*values)[1]:.2f}  F1 {f1(*values)[2]:.2f}   hits {values[0]} pred {values[1]} gold {values[2]}"
        )
    print(f"{'inexact spans':30s} {wrong}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
