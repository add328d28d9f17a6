import { type CampaignResult, growthBound } from './campaign.ts';

const megabyte = 1024 * 1024;
const kinds = 12;

/** What `npm run fuzz` says of a service. */
export function resultLines(title: string, result: CampaignResult): string[] {
  const { inputs, findings, memory, growth, slowest, seconds, answers } = result;
  const sorted = [...answers].toSorted(([, a], [, b]) => b - a);
  const others = sorted.slice(kinds).reduce((sum, [, count]) => sum + count, 0);
  const shown = sorted.slice(0, kinds).map(([answer, count]) => `${answer} ${count}`);
  const peak = Math.max(0, ...memory.map(({ rss }) => rss));
  const used = memory.map(({ heapUsed, external }) => ((heapUsed + external) / megabyte).toFixed(0)).join(', ');
  return [
    `\n${findings.length === 0 ? '✓' : '✗'} ${title} : ${inputs} entrées, ${findings.length} constats, ${seconds.toFixed(0)} s (${Math.round(inputs / seconds)}/s)`,
    `  réponses : ${[...shown, ...(others > 0 ? [`autres ${others}`] : [])].join(' · ')}`,
    ...(memory.length === 0
      ? []
      : [
          `  mémoire : ${used} Mo aux quarts, ${Math.round(growth)} octets par entrée (borne ${growthBound}), ${(peak / megabyte).toFixed(0)} Mo résidents au plus`,
        ]),
    `  plus lente : ${Math.round(slowest.milliseconds)} ms (entrée ${slowest.number})`,
  ];
}
