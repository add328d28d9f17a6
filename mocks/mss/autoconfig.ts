import { type HttpHandler, HttpResponse, http } from 'msw';
import { escapeXml } from '../../core/index.ts';
import { contextOf, type HostedService } from '../host/index.ts';

/** What the autoconfiguration tells (ECO 1.1.9). */
export interface AutoconfigOptions {
  /** Domain of the mailboxes. */
  domain: string;
  /** Name of the server of the PSC interface. */
  host: string;
  ports: { imap: number; smtp: number };
  /** Domains of the trusted space; the operator's own and that of Mon espace santé unless said. */
  whiteList?: () => readonly string[];
}

/** Where the configuration is, below `https://autoconfig.<domaine>` (ECO 1.1.9). */
export const autoconfigPath = '/mail/config-v1.1.xml';
/** Where the white list is, below `https://espacedeconfiance.mssante.fr` (facts, MSS §3.6). */
export const whiteListPath = '/listeblanchemssante.xml';

const whiteListNamespace = 'https://listeblanche.mssante.fr/schema';

/**
 * The msw handlers of `https://autoconfig.<domaine>/mail/config-v1.1.xml` (ECO 1.1.9) and of the white list of domains. The
 * paths are documented; the content of the first is inferred (facts, MSS §9.1): no text gives it, so that it is Mozilla's
 * clientConfig 1.1, whose path this is. Of the second only `Domaine/Nom` and the namespace are known
 * (facts, MSS §3.6): its root is inferred.
 */
export function autoconfigHandlers(options: AutoconfigOptions): HttpHandler[] {
  return [
    http.get(`*${autoconfigPath}`, ({ request }) =>
      isAt(request, autoconfigPath) ? configuration(request, options) : undefined,
    ),
    http.get(`*${whiteListPath}`, ({ request }) =>
      isAt(request, whiteListPath) ? new HttpResponse(whiteListXml(options), { headers: xml }) : undefined,
    ),
  ];
}

/** The autoconfiguration and the white list as a host serves them. */
export function autoconfigService(options: AutoconfigOptions): HostedService {
  return {
    name: 'autoconfig',
    handlers: autoconfigHandlers(options),
    failure: (failure) =>
      new Response(null, { status: failure === 'adresse_inconnue' ? 404 : failure === 'corps_trop_gros' ? 413 : 500 }),
  };
}

const xml = { 'content-type': 'text/xml; charset=utf-8' };

/** The star of a handler stands for any host, and would for folders too. */
function isAt(request: Request, path: string): boolean {
  return new URL(request.url).pathname === path;
}

/**
 * A client gives the address that it wants to configure, or not (Mozilla's ISPDB does, ECO 1.1.9 does not say). The domain
 * asked for is that of the address, else that of the host name; another than the operator's is not known here.
 */
function configuration(request: Request, options: AutoconfigOptions): Response {
  const url = new URL(request.url);
  const address = url.searchParams.get('emailaddress');
  if (address !== null) contextOf(request)?.attribute([address.toUpperCase()]);
  const asked = address === null ? hostDomain(url.hostname) : domainOf(address);
  const known = asked === undefined || asked === options.domain.toLowerCase();
  return known ? new HttpResponse(configXml(options), { headers: xml }) : new HttpResponse(null, { status: 404 });
}

/** `autoconfig.<domaine>` tells the domain; any other name, that of a bench on a laptop, tells none. */
function hostDomain(hostname: string): string | undefined {
  return /^autoconfig\.(.+)$/i.exec(hostname)?.[1]?.toLowerCase();
}

function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0
    ? ''
    : address
        .slice(at + 1)
        .trim()
        .toLowerCase();
}

function configXml({ domain, host, ports }: AutoconfigOptions): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="${escapeXml(domain)}">
    <domain>${escapeXml(domain)}</domain>
    <displayName>TEST PROBANT — opérateur MSSanté simulé</displayName>
    <displayShortName>TEST PROBANT</displayShortName>
${serverXml('incomingServer', 'imap', { host, port: ports.imap })}
${serverXml('outgoingServer', 'smtp', { host, port: ports.smtp })}
  </emailProvider>
</clientConfig>
`;
}

function serverXml(element: string, type: string, { host, port }: { host: string; port: number }): string {
  return `    <${element} type="${type}">
      <hostname>${escapeXml(host)}</hostname>
      <port>${port}</port>
      <socketType>STARTTLS</socketType>
      <authentication>OAuth2</authentication>
      <username>%EMAILADDRESS%</username>
    </${element}>`;
}

function whiteListXml({ domain, whiteList }: AutoconfigOptions): string {
  const names = whiteList?.() ?? [domain, 'patient.mssante.fr'];
  const domains = names.map((name) => `  <Domaine>\n    <Nom>${escapeXml(name)}</Nom>\n  </Domaine>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<ListeBlanche xmlns="${whiteListNamespace}">
${domains}
</ListeBlanche>
`;
}
