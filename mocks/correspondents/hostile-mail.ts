import { crc32 } from 'node:zlib';
import type { Correspondent } from '../../core/index.ts';
import { type CorrespondentMail, messageIdOf } from './correspondent-mail.ts';
import { headerText, mailDate, writeMessage } from './message.ts';
import { zipOf } from './xdm-archive.ts';

/** Ways in which an archive that comes by mail may be hostile. */
export type Hostility = 'bombe' | 'traversee' | 'tronquee' | 'entites';

/** A mail whose IHE_XDM.ZIP is hostile: whoever reads it must say so, keep it and stay up. */
export async function hostileMail(
  hostility: Hostility,
  { from, to, date, libelle }: Pick<CorrespondentMail, 'to' | 'date' | 'libelle'> & { from: Correspondent },
): Promise<Buffer> {
  const content = await archives[hostility]();
  return writeMessage({
    headers: [
      ['From', `Dr_${from.prenom}_${from.nom} <${from.adresse}>`],
      ['To', `<${to}>`],
      ['Subject', headerText(`XDM/1.0/DDM+${libelle}`)],
      ['Message-ID', messageIdOf({ from, libelle, date })],
      ['Date', mailDate(date)],
    ],
    text: 'Veuillez trouver ci-joint un document.',
    files: [{ name: 'IHE_XDM.ZIP', type: 'application/zip', content }],
  });
}

const metadata = 'IHE_XDM/SUBSET01/METADATA.XML';

const archives: Record<Hostility, () => Promise<Buffer>> = {
  // 64 MB of zeros in 64 kB.
  bombe: () => zipOf([[metadata, Buffer.alloc(64 * 1024 ** 2)]]),
  traversee: async () => traversal('../../../../probant-traversee.txt'),
  tronquee: async () => (await zipOf([[metadata, Buffer.from('<x/>')]])).subarray(0, 60),
  entites: () => zipOf([[metadata, entityBomb()]]),
};

function entityBomb(): Buffer {
  const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
  const head = `<!DOCTYPE SubmitObjectsRequest [<!ENTITY e0 "x">${levels.join('')}]>`;
  return Buffer.from(`<?xml version="1.0"?>${head}<SubmitObjectsRequest>&e9;</SubmitObjectsRequest>`);
}

// Written by hand: no library agrees to make such a path (APPNOTE 6.3 §4.3, one stored file).
function traversal(path: string): Buffer {
  const [name, content] = [Buffer.from(path), Buffer.from('probant')];
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, content]);
  const directory = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
}
