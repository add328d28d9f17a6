import type { DmpExchange } from '../examples/dmp.ts';
import { dmpEchanges } from '../examples/dmp-exchanges.ts';
import type { DomainExamples } from '../examples/index.ts';
import { seenExample } from '../examples/seen.ts';

const offering = (...ciphers: string[]): DmpExchange => ({ tls: { clientHello: { versions: ['TLSv1.2'], ciphers } } });
const proposing = (...versions: string[]): DmpExchange => ({ tls: { clientHello: { versions, ciphers: [] } } });
const expired = { tls: { fault: 'tls_expire' } };

export const examples: DomainExamples = {
  'tls.version': seenExample(dmpEchanges, {
    right: ['le ClientHello propose TLS 1.2 et TLS 1.3', proposing('TLSv1.2', 'TLSv1.3')],
    wrong: [
      'le ClientHello propose encore TLS 1.0 et TLS 1.1 : la version minimale de la bibliothèque n’est pas réglée',
      proposing('TLSv1', 'TLSv1.1', 'TLSv1.2'),
    ],
  }),
  'tls.suites': seenExample(dmpEchanges, {
    right: ['le ClientHello ne propose que 0xC030 et 0xC02F', offering('0xC030', '0xC02F')],
    wrong: [
      'le ClientHello propose aussi 0x009D (AES256-GCM-SHA384, sans confidentialité persistante) : la liste de la bibliothèque est laissée telle quelle',
      offering('0xC030', '0xC02F', '0x009D'),
    ],
  }),
  'tls.certificat-client': seenExample(dmpEchanges, {
    right: ['le produit présente le certificat ORG AUTH_CLI de la structure', {}],
    wrong: [
      'le produit présente un certificat auto-signé, resté de l’installation',
      { tls: { authorized: false, error: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
    ],
  }),
  'tls.serveur': seenExample(dmpEchanges, {
    right: [
      'devant un serveur au certificat expiré, le produit rompt sans rien envoyer',
      { ...expired, refused: true },
    ],
    wrong: [
      'la vérification TLS est désactivée (rejectUnauthorized: false) : la requête part au serveur au certificat expiré',
      expired,
    ],
  }),
};
