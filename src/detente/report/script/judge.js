// What follows from changed ranges, on the draws that this page carries.
//
// Defined in src/detente/answers/dissent.py: the same sums in the same order, so that both count
// the same draws.  Nothing here searches; it adds up and compares.
"use strict";

const TOLERANCE = 1e-6;
const EVERYTHING = 1e300;

/** Turn base64 of little-endian 16-bit numbers into one array a row. */
function decodeRows(text, draws) {
  const bytes = atob(text.trim());
  const rows = [];
  for (let at = 0; at < bytes.length; at += 2 * draws) {
    const row = new Uint16Array(draws);
    for (let d = 0; d < draws; d++) {
      row[d] = bytes.charCodeAt(at + 2 * d) + 256 * bytes.charCodeAt(at + 2 * d + 1);
    }
    rows.push(row);
  }
  return rows;
}

class Judge {
  constructor(data, rows) {
    this.data = data;
    this.rows = rows;
    this.draws = data.draws;
    this.decodedRows = new Map();
    this.known = data.parties.map(() => ({ key: null, judged: null }));
    this.audience = data.parties.map((party) => this.decoded(party.audience));
    this.index = new Map(data.numbers.map((number, i) => [number.pointer, i]));
  }

  /** Draws of a row; a row is [place, low, step], and place -1 means that all draws are low. */
  decoded(row) {
    const name = row.join();
    const known = this.decodedRows.get(name);
    if (known) return known;
    const [at, low, step] = row;
    const values = new Float64Array(this.draws).fill(low);
    if (at >= 0) for (let d = 0; d < this.draws; d++) values[d] = low + step * this.rows[at][d];
    this.decodedRows.set(name, values);
    return values;
  }

  /** What follows from changes: a Map of pointer to [low, high]. */
  run(changes) {
    const { data, draws } = this;
    const judged = data.parties.map((party, p) => this.party(party, p, changes));
    const count = data.packages.length;
    const accepted = [];
    const some = new Uint8Array(draws);
    let best = 0;
    let bestGood = null;
    for (let k = 0; k < count; k++) {
      const good = this.verdict(judged.map((j) => j.margins[k]), this.called(k), []);
      let holds = 0;
      for (let d = 0; d < draws; d++) {
        holds += good[d];
        some[d] |= good[d];
      }
      accepted.push(holds);
      if (bestGood === null || holds > accepted[best]) {
        best = k;
        bestGood = good;
      }
    }
    return {
      draws,
      accepted,
      some: sum(some),
      best,
      refusals: this.refusals(judged, best),
      refused: draws - accepted[best],
      mends: this.mends(judged, best, bestGood),
    };
  }

  called(k) {
    return this.data.called.map((row) => row[k] === "1");
  }

  /** Where everybody whose consent is needed accepts; 1 or 0 for each draw. */
  verdict(margins, called, waived) {
    const { signatories, leader, rule, quota, veto, weight } = this.data.acceptors;
    const { draws } = this;
    const result = new Uint8Array(draws).fill(1);
    // One acceptor after another over all draws: hundreds of deals are judged at every change.
    for (let s = 0; s < signatories; s++) {
      const margin = margins[s].slice();
      const votes = new Float64Array(draws);
      const counted = rule[s] === "majority";
      let total = 0;
      for (let r = signatories; r < leader.length; r++) {
        if (leader[r] !== s) continue;
        total += weight[r];
        const content = waived.includes(r) || !called[r];
        const own = margins[r];
        for (let d = 0; d < draws; d++) {
          if (content || own[d] >= -TOLERANCE) {
            if (counted) votes[d] += weight[r];
          } else if (veto[r]) result[d] = 0;
          else if (rule[s] === "leader") margin[d] -= this.audience[r][d];
        }
      }
      const needed = counted && total > 0 ? quota[s] * total - 1e-12 : -EVERYTHING;
      for (let d = 0; d < draws; d++) {
        if (!(margin[d] >= -TOLERANCE && votes[d] >= needed)) result[d] = 0;
      }
    }
    return result;
  }

  /** In how many draws each one refuses; a signatory's with all others and its vetoes content. */
  refusals(judged, best) {
    const { signatories, leader, veto } = this.data.acceptors;
    const margins = judged.map((j) => j.margins[best]);
    const called = this.called(best);
    const content = new Float64Array(this.draws).fill(EVERYTHING);
    return margins.map((own, p) => {
      if (p >= signatories) return called[p] ? own.reduce((n, m) => n + (m < -TOLERANCE), 0) : 0;
      const alone = margins.map((m, q) =>
        leader[q] !== p || (q >= signatories && veto[q]) ? content : m);
      return this.draws - sum(this.verdict(alone, called, []));
    });
  }

  /** [acceptor, issue, draws] for each single point that would mend the best deal, most first. */
  mends(judged, best, good) {
    const { signatories } = this.data.acceptors;
    const margins = judged.map((j) => j.margins[best]);
    const called = this.called(best);
    const gained = (verdict) => verdict.reduce((n, holds, d) => n + (holds && !good[d] ? 1 : 0), 0);
    const found = [];
    judged.forEach((j, p) => {
      if (p >= signatories) {
        found.push([p, -1, gained(this.verdict(margins, called, [p]))]);
        return;
      }
      for (let i = 0; i < this.data.issues.length; i++) {
        const gap = this.gap(j, best, i);
        const raised = margins.slice();
        raised[p] = margins[p].map((m, d) => m + gap[d]);
        found.push([p, i, gained(this.verdict(raised, called, []))]);
      }
    });
    return found.filter((m) => m[2] > 0).sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
  }

  /** Points a party would gain were it given its best on an issue. */
  gap(judged, k, issue) {
    const { option_issue: issueOf, on_table: onTable, packages } = this.data;
    const best = new Float64Array(this.draws).fill(-Infinity);
    issueOf.forEach((of, option) => {
      if (of !== issue || !onTable[option]) return;
      const part = judged.parts.get(option);
      for (let d = 0; d < this.draws; d++) best[d] = Math.max(best[d], part ? part[d] : 0);
    });
    const chosen = judged.parts.get(packages[k][issue]);
    return best.map((b, d) => Math.max(b - (chosen ? chosen[d] : 0), 0));
  }

  /** One acceptor's margins of every deal; worked out again only when its own numbers change. */
  party(party, p, changes) {
    const mine = [...changes].filter(([pointer]) =>
      this.data.numbers[this.index.get(pointer)].party === p);
    const key = JSON.stringify(mine);
    if (this.known[p].key !== key) this.known[p] = { key, judged: this.judged(party, changes) };
    return this.known[p].judged;
  }

  judged(party, changes) {
    const { data, draws } = this;
    const parts = new Map();
    const shares = this.shares(party, changes);
    party.issues.forEach((issue, k) => {
      for (const [option, score] of this.scores(issue, changes)) {
        const share = shares[k];
        parts.set(option, score.map((x, d) =>
          party.factor * share[d] * ((x - issue.low) / issue.span)));
      }
    });
    for (const word of party.words) {
      const reading = this.decoded(word.reading);
      const means = word.means.map((option) => parts.get(option));
      const worth = new Float64Array(draws);
      for (let d = 0; d < draws; d++) {
        const part = means[reading[d]];
        worth[d] = part ? part[d] : 0;
      }
      parts.set(word.option, worth);
    }
    const floor = this.floor(party, parts, changes);
    const margins = data.packages.map((options) => {
      const value = this.value(party, parts, options);
      for (let d = 0; d < draws; d++) value[d] -= floor[d];
      return value;
    });
    return { parts, margins };
  }

  value(party, parts, options) {
    const value = new Float64Array(this.draws).fill(party.base);
    const add = (points) => {
      for (let d = 0; d < this.draws; d++) value[d] += points[d];
    };
    for (const option of options) if (parts.has(option)) add(parts.get(option));
    this.data.pairs.forEach(([a, b], k) => {
      if (options.includes(a) && options.includes(b)) add(this.decoded(party.synergies[k]));
    });
    return value;
  }

  floor(party, parts, changes) {
    const today = this.value(party, parts, this.data.status_quo);
    const floor = new Float64Array(this.draws);
    for (const course of party.courses) {
      const likely = this.decoded(course.likely);
      const value = this.number(course.value, changes);
      for (let d = 0; d < this.draws; d++) {
        floor[d] += likely[d] * (course.relative ? value[d] + today[d] : value[d]);
      }
    }
    const extra = this.decoded(party.extra);
    return floor.map((points, d) => points + extra[d]);
  }

  number(index, changes) {
    const number = this.data.numbers[index];
    const [low, high] = changes.get(number.pointer) || [number.low, number.high];
    const place = this.decoded(number.draws);
    const value = place.map((t) => low + (high - low) * t);
    if (!number.rest) return value;
    const rest = this.decoded(number.rest);
    const frozen = number.frozen ? this.decoded(number.frozen) : null;
    return value.map((v, d) => (frozen && frozen[d] === 1 ? rest[d] : v + rest[d]));
  }

  /** A party's scores of an issue, exchanged until every stated pair is in order. */
  scores(issue, changes) {
    const values = new Map(issue.scores.map(([o, n]) => [o, this.number(n, changes)]));
    for (let lap = 0; lap <= values.size ** 2; lap++) {
      let moved = false;
      for (const [lesser, greater] of issue.order) {
        const a = values.get(lesser);
        const b = values.get(greater);
        for (let d = 0; d < this.draws; d++) {
          if (a[d] > b[d]) {
            [a[d], b[d]] = [b[d], a[d]];
            moved = true;
          }
        }
      }
      if (!moved) break;
    }
    return values;
  }

  /** The share of each issue: what was changed holds, the rest gives way. */
  shares(party, changes) {
    const { draws } = this;
    const changed = party.issues.map((issue) => {
      const number = issue.importance < 0 ? null : this.data.numbers[issue.importance];
      return number && changes.has(number.pointer) ? number : null;
    });
    const held = new Float64Array(draws);
    const rest = new Float64Array(draws);
    const shares = party.issues.map((issue, k) => {
      const stated = this.decoded(issue.share);
      const share = changed[k] ? this.moved(changed[k], stated, changes) : stated.slice();
      const into = changed[k] ? held : rest;
      for (let d = 0; d < draws; d++) into[d] += share[d];
      return share;
    });
    shares.forEach((share, k) => {
      for (let d = 0; d < draws; d++) {
        const full = held[d] >= 1 || rest[d] <= 0;
        if (!changed[k]) share[d] = full ? 0 : share[d] * ((1 - held[d]) / rest[d]);
        else if (full) share[d] = held[d] > 0 ? share[d] / held[d] : 1 / shares.length;
      }
    });
    return shares;
  }

  moved(number, share, changes) {
    const [low, high] = changes.get(number.pointer);
    const place = number.draws
      ? this.decoded(number.draws)
      : share.map((s) => (s * 100 - number.low) / (number.high - number.low));
    const frozen = number.frozen ? this.decoded(number.frozen) : null;
    return share.map((s, d) => {
      if (frozen && frozen[d] === 1) return s;
      return Math.min(Math.max((low + (high - low) * place[d]) / 100, 0), 1);
    });
  }
}

function sum(values) {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
