// Runs jobs two at a time (a page draws on one core) and keeps what each part counted, found and took.
import { availableParallelism } from 'node:os';

const WORKERS = Math.min(2, availableParallelism());

/**
 * `jobs`: [{part, name, run}]; `run(browser)` resolves to {count, faults, notes}. Resolves to a Map of part → {count, faults,
 * notes, seconds}; a job that throws is a fault of its part.
 */
export async function runAll(jobs, browser) {
  const parts = new Map();
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const start = Date.now();
      const { count = 0, faults = [], notes = [] } = await job.run(browser).catch((error) => ({ faults: [error.message.split('\n')[0]] }));
      const part = parts.get(job.part) ?? { count: 0, faults: [], notes: [], seconds: 0 };
      part.count += count;
      part.faults.push(...faults.map((fault) => `${job.part} · ${job.name}: ${fault}`));
      part.notes.push(...notes);
      part.seconds += (Date.now() - start) / 1000;
      parts.set(job.part, part);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return parts;
}
