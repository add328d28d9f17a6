import type { BlobRef, Exchange } from '../../core/index.ts';
import { peerLabel } from '../dossier/evidence-paths.ts';
import { html, type Markup } from './markup.ts';
import { fileLink } from './parts.ts';
import type { ReportSource } from './report.ts';

const outcomes: Record<Exchange['outcome'], string> = {
  complet: 'complet',
  refus_tls: 'refus TLS',
  corps_trop_gros: 'corps trop gros',
  interrompu: 'interrompu',
};

/** An exchange: its facts, links to its bytes, and the beginning of its bodies. */
export function exchangeBlock(exchange: Exchange, source: ReportSource): Markup {
  const { request, response, tls, relais, panne } = exchange;
  return html`<details class="exchange"><summary><b>n° ${exchange.n}</b> ${exchange.service.toUpperCase()} ·
<span class="mono">${request === undefined ? 'aucune requête' : `${request.method} ${request.path}`}</span> ·
${response === undefined ? 'sans réponse' : `HTTP ${response.status}`} · ${outcomes[exchange.outcome]}</summary><div>
<p class="meta"><span><b>Reçu</b> ${exchange.at}</span><span><b>Durée</b> ${exchange.durationMs} ms</span>
<span><b>TLS</b> ${tls === null ? 'non chiffré' : `${tls.version} ${tls.cipher}`}</span>
<span><b>${peerLabel(exchange)}</b> ${tls?.peer?.subject ?? 'aucun'}${tls?.error === undefined ? '' : ` (${tls.error})`}</span>
${relais === undefined ? undefined : html`<span><b>Relayé vers</b> ${relais.adresse} (n° ${relais.echange})</span>`}
${tls?.fault === undefined ? undefined : html`<span><b>TLS faux, voulu</b> ${tls.fault}</span>`}
${panne === undefined ? undefined : html`<span><b>Panne voulue</b> ${panne}</span>`}</p>
${request === undefined ? undefined : message('Requête', request, source)}
${response === undefined ? undefined : message('Réponse', response, source)}
</div></details>`;
}

function message(title: string, { body, raw }: { body: BlobRef; raw: BlobRef }, source: ReportSource): Markup {
  const excerpt = source.excerpts.get(body.sha256);
  const cut = body.fullSize ?? body.size;
  return html`<h5>${title} — ${link(raw, 'octets du fil', source)}, ${link(body, `corps (${cut} octets)`, source)}</h5>
${excerpt === undefined || excerpt.text === '' ? undefined : html`<pre>${excerpt.text}</pre>`}
${excerpt?.cut === true ? html`<p class="cut">Extrait : la suite est dans le fichier.</p>` : undefined}`;
}

function link(ref: BlobRef, text: string, source: ReportSource): Markup | string {
  const path = source.index.blobs[ref.sha256];
  return path === undefined ? text : fileLink(path, text);
}
