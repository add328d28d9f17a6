import { createTransport } from 'nodemailer';
import { textOf } from './xml.ts';

/** Où la messagerie sécurisée se tient. */
export interface Serveurs {
  imap: string;
  smtp: string;
}

/** Trouve les serveurs d’une boîte (autoconfiguration, ECO 1.1.9). */
export async function configurer(boite: string): Promise<Serveurs> {
  const domaine = boite.slice(boite.indexOf('@') + 1);
  const demande = new URLSearchParams({ emailaddress: boite });
  const reponse = await fetch(`https://autoconfig.${domaine}/mail/config-v1.1.xml?${demande}`);
  if (!reponse.ok) throw new Error(`${boite} n’a pas d’autoconfiguration`);
  const [entrant = '', sortant = ''] = (await reponse.text()).split('<outgoingServer');
  return { imap: serveur(entrant), smtp: serveur(sortant) };
}

function serveur(xml: string): string {
  return `${textOf(xml, 'hostname')}:${textOf(xml, 'port')}`;
}

/** La boîte applicative du cabinet : son adresse, son serveur d’envoi, et le certificat qui l’ouvre (ECO 1.3.1). */
export interface BoiteApplicative {
  adresse: string;
  /** `hôte:port`. */
  smtp: string;
  /** PEM. */
  ca: string;
  certificat: string;
  cle: string;
}

/** Envoie un courriel ; rend les adresses que l’opérateur a prises. */
export async function envoyer(
  boite: BoiteApplicative,
  courriel: { a: string; objet: string; texte: string },
): Promise<string[]> {
  const [host = '', port] = boite.smtp.split(':');
  const transport = createTransport({
    host,
    port: Number(port),
    requireTLS: true,
    tls: { ca: boite.ca, cert: boite.certificat, key: boite.cle },
    auth: { user: boite.adresse, pass: 'sans objet' },
  });
  try {
    const { a, objet, texte } = courriel;
    const { accepted } = await transport.sendMail({ from: boite.adresse, to: a, subject: objet, text: texte });
    return accepted.map(String);
  } finally {
    transport.close();
  }
}
