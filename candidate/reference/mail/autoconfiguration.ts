import { CabinetError } from '../cabinet-error.ts';
import type { DefectSet } from '../defects.ts';
import { ask } from '../psc/https-client.ts';
import type { Endpoint, MailAccess } from '../services.ts';
import { readXml, type XmlNode } from './xml-node.ts';

/** A mailbox as its operator says to reach it. */
export interface Configured {
  address: string;
  smtp: Endpoint;
  imap: Endpoint;
}

/**
 * Asks the operator of an address how its mailboxes are reached: `https://autoconfig.<domaine>/mail/config-v1.1.xml`
 * (ECO 1.1.9), in the form of Mozilla's clientConfig. Servers that do not want STARTTLS and a token are not taken.
 *
 * @throws {@link CabinetError} with what to tell the user
 */
export async function autoconfigure(
  address: string,
  access: Pick<MailAccess, 'ca' | 'autoconfig' | 'smtp' | 'imap'>,
  planted: DefectSet,
): Promise<Configured> {
  const { ca, autoconfig, smtp, imap } = access;
  if (planted.has('autoconfiguration-non-demandee')) return { address, smtp, imap };
  const domain = address.split('@')[1] ?? '';
  const url = new URL(autoconfig ?? `https://autoconfig.${domain}/mail/config-v1.1.xml`);
  url.searchParams.set('emailaddress', address);
  const { status, text } = await ask({ url: url.href, ca });
  const root = status === 200 ? await readXml(Buffer.from(text)) : null;
  if (root === null) throw refusal(`l’opérateur de ${domain} ne donne pas de configuration (HTTP ${status})`);
  const [sending, receiving] = [serverOf(root, 'outgoingServer'), serverOf(root, 'incomingServer')];
  return { address, smtp: sending, imap: receiving };
}

function serverOf(root: XmlNode, element: 'outgoingServer' | 'incomingServer'): Endpoint {
  const server = root
    .all(element)
    .find((one) => textOf(one, 'socketType') === 'STARTTLS' && textOf(one, 'authentication') === 'OAuth2');
  if (server === undefined) throw refusal(`aucun serveur ${labels[element]} par STARTTLS et jeton`);
  return { host: textOf(server, 'hostname'), port: Number(textOf(server, 'port')) };
}

const labels = { outgoingServer: 'd’envoi', incomingServer: 'de réception' } as const;

function textOf(node: XmlNode, name: string): string {
  return node.at(name)?.text ?? '';
}

function refusal(reason: string): CabinetError {
  return new CabinetError('service_indisponible', `Configuration impossible : ${reason}.`);
}
