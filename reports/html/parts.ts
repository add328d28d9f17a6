import type { Cause, Source, Verdict } from '../../core/index.ts';
import { pathToUri } from '../container/index.ts';
import { causeLabels, sourceLabels, verdictLabels } from '../labels.ts';
import type { VerdictCounts } from '../ledger.ts';
import { type Fragment, html, type Markup } from './markup.ts';

/** A verdict as icon, text and colour. */
export function badge(verdict: Verdict): Markup {
  const { icon, text } = verdictLabels[verdict];
  return html`<span class="badge v-${verdict}"><span class="icon" aria-hidden="true">${icon}</span>${text}</span>`;
}

/** The icon of a verdict, with its text for screen readers and on hover. */
export function icon(verdict: Verdict): Markup {
  const { icon: sign, text } = verdictLabels[verdict];
  return html`<span class="v-${verdict} text" title="${text}" aria-label="${text}" role="img">${sign}</span>`;
}

/** French text of a cause. */
export function causeText(cause: Cause): string {
  return causeLabels[cause];
}

/** French text of sources. */
export function sourcesText(sources: Source[]): string {
  return sources.map((source) => sourceLabels[source]).join(', ') || 'aucune';
}

/** Link to a file of the container. */
export function fileLink(path: string, text?: string): Markup {
  return html`<a href="${pathToUri(path)}">${text ?? path.slice(path.lastIndexOf('/') + 1)}</a>`;
}

/** A term and its value; nothing when there is no value. */
export function fact(term: string, value: Fragment): Markup | undefined {
  return value === undefined ? undefined : html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

/** A count with its noun in the right number: in French, zero is singular. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count > 1 ? plural : singular}`;
}

/** Id of the anchor of a scenario. */
export function anchorOf(scenario: string): string {
  return `s-${scenario.replaceAll(/[^A-Za-z0-9.-]/g, '_')}`;
}

/** Counts as a bar with its legend in words. */
export function countFigure(title: string, counts: VerdictCounts): Markup {
  const verdicts = Object.keys(verdictLabels) as Verdict[];
  const total = verdicts.reduce((sum, verdict) => sum + counts[verdict], 0);
  let x = 0;
  const parts = verdicts.map((verdict) => {
    const width = total === 0 ? 0 : (counts[verdict] / total) * 100;
    const rectangle = html`<rect class="v-${verdict}" x="${x.toFixed(3)}" y="0" width="${width.toFixed(3)}" height="10"/>`;
    x += width;
    return rectangle;
  });
  return html`<div class="card pad figure"><h3>${title}</h3>
<p class="total">${counts.conforme} <small>${counts.conforme > 1 ? 'conformes' : 'conforme'} sur ${total}</small></p>
<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>
<ul class="legend">${verdicts.map((verdict) => html`<li><span>${icon(verdict)} ${verdictLabels[verdict].text}</span><b>${counts[verdict]}</b></li>`)}</ul></div>`;
}

/** An ISO instant as a French date and hour in UTC. */
export function dateText(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(date)} UTC`;
}
