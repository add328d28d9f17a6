import { type Correspondent, sha256 } from '../../core/index.ts';
import { productMailboxes } from '../../mocks/index.ts';

/** A mail that the product receives. */
export interface ReceivedMail {
  raw: Buffer;
  messageId: string;
  objet: string;
}

/** A free mail from a correspondent to the product's user; same correspondent and object, same mail. */
export function plainMail({ adresse, nom, prenom }: Correspondent, objet: string): ReceivedMail {
  const messageId = `<${sha256(`${adresse} ${objet}`).slice(0, 24)}@test.mssante.fr>`;
  const lines = [
    `From: Dr_${prenom}_${nom} <${adresse}>`,
    `To: <${productMailboxes.per}>`,
    `Subject: ${objet}`,
    `Message-ID: ${messageId}`,
    'Date: Mon, 02 Mar 2026 09:15:00 +0000',
    'X-MSS-NIL: 9999',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Bonjour, pouvez-vous me rappeler ?',
    '',
  ];
  return { raw: Buffer.from(lines.join('\r\n')), messageId, objet };
}
