import { type HttpHandler, HttpResponse, http } from 'msw';
import { escapeXml } from '../../core/index.ts';
import type { HostedService } from '../host/index.ts';

/** What the autoconfiguration tells (ECO 1.1.9). */
export interface AutoconfigOptions {
  /** Domain of the mailboxes. */
  domain: string;
  /** Name of the server of the PSC interface. */
  host: string;
  ports: { imap: number; smtp: number };
}

/**
 * The msw handlers of `https://autoconfig.<domaine>/mail/config-v1.1.xml` (ECO 1.1.9). The path is the requirement's; the
 * content is inferred (facts, MSS §9.1): no text gives it, so that it is Mozilla's clientConfig 1.1, whose path this is.
 */
export function autoconfigHandlers(options: AutoconfigOptions): HttpHandler[] {
  return [http.get('*/mail/config-v1.1.xml', () => new HttpResponse(configXml(options), { headers: xml }))];
}

/** The autoconfiguration as a host serves it. */
export function autoconfigService(options: AutoconfigOptions): HostedService {
  return {
    name: 'mss-autoconfig',
    handlers: autoconfigHandlers(options),
    failure: (failure) =>
      new Response(null, { status: failure === 'adresse_inconnue' ? 404 : failure === 'corps_trop_gros' ? 413 : 500 }),
  };
}

const xml = { 'content-type': 'text/xml; charset=utf-8' };

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
