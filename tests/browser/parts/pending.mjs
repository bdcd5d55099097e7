// What the suite tests as soon as it exists. A line here that is not there yet is said at the end of a run ("NOT TESTED YET");
// once it exists the run fails until its line is taken away, and from then on fails whenever it is missing. An empty list means
// that nothing is skipped.
export const PENDING = [];

/** The themes that every site is built with. */
export const THEMES = ['standard', 'embed'];

/** The contents that are built: the sample, and the fictional official site of tests/sites/official. */
export const CONTENTS = ['sample', 'official'];

/** Settles what is there against what has to be: {faults, notes}. `there` and `wanted` hold names as above. */
export function settle(wanted, there) {
  const faults = [];
  const notes = [];
  for (const name of wanted) {
    const isPending = PENDING.includes(name);
    if (there.has(name) && isPending) faults.push(`${name} exists now: take its line out of parts/pending.mjs`);
    if (!there.has(name) && !isPending) faults.push(`${name} is missing`);
    if (!there.has(name) && isPending) notes.push(`NOT TESTED YET: ${name}`);
  }
  return { faults, notes };
}
