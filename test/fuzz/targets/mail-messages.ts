import { crc32, deflateRawSync } from 'node:zlib';
import { anyText } from '../arbitraries.ts';
import { mutated } from '../byte-mutations.ts';
import type { Dice } from '../dice.ts';

/** A message: right, of a strange structure, with a hostile archive, or with changed bytes. */
export function anyMessage(dice: Dice): Buffer {
  const way = dice.int(10);
  const right = Buffer.from(mime(dice, 2));
  if (way < 2) return right;
  if (way < 5) return mutated(right, dice);
  if (way < 7) return Buffer.from(bomb(dice));
  if (way < 8)
    return Buffer.from(
      `From: a@test.mssante.fr\r\nSubject: XDM/1.0/DDM\r\n${dice.pick(strangeHeaders)}\r\n\r\n${dice.draw(anyText)}\r\n`,
    );
  if (way < 9) return Buffer.from(withArchive(mutated(zip(dice), dice)));
  return Buffer.from(withArchive(zip(dice)));
}

const strangeHeaders = [
  'Subject: =?UTF-8?B?////?= =?UTF-8?Q?=zz?= =?x-inconnu?B?QQ==?=',
  'From: "a" <@>, ;:<<>>,, (((((',
  `To: ${'a@b.fr, '.repeat(2_000)}`,
  `References: ${'<a@b> '.repeat(3_000)}`,
  'Date: Tue, 99 Foo 99999 99:99:99 +9999',
  'Content-Type: multipart/mixed; boundary*0="a"; boundary*1="b"; boundary*="utf-8\'\'%zz"',
  'Content-Type: ; ; ;=',
  'Content-Transfer-Encoding: base64',
  'Disposition-Notification-To: <é>, x',
  'X-MSS-MES: FIN',
  ': vide',
  '\tsans nom',
];

function mime(dice: Dice, depth: number): string {
  if (depth === 0 || dice.chance(0.3))
    return `Content-Type: ${dice.pick(['text/plain; charset=utf-8', 'text/html', 'application/zip; name="IHE_XDM.ZIP"', 'message/delivery-status', 'text/plain; charset=x-inconnu'])}\r\nContent-Transfer-Encoding: ${dice.pick(['7bit', 'base64', 'quoted-printable', 'x-autre'])}\r\n\r\n${dice.pick(['Bonjour', 'QUJD', '=C3=A9=', '=zz'])}\r\n`;
  const kind = dice.pick(['mixed', 'alternative', 'report; report-type=delivery-status', 'related']);
  const parts = Array.from({ length: 1 + dice.int(3) }, () => `--b${depth}\r\n${mime(dice, depth - 1)}`);
  const head =
    depth === 2 ? 'From: a@test.mssante.fr\r\nTo: b@test.mssante.fr\r\nSubject: ESSAI\r\nMIME-Version: 1.0\r\n' : '';
  return `${head}Content-Type: multipart/${kind}; boundary=b${depth}\r\n\r\n${parts.join('')}--b${depth}--\r\n`;
}

function bomb(dice: Dice): string {
  const depth = dice.pick([20, 120, 400]);
  const open = Array.from(
    { length: depth },
    (_, i) => `Content-Type: multipart/mixed; boundary=n${i}\r\n\r\n--n${i}\r\n`,
  ).join('');
  const close = Array.from({ length: depth }, (_, i) => `--n${depth - 1 - i}--\r\n`).join('');
  return dice.pick([
    () => `Subject: profond\r\n${open}Content-Type: text/plain\r\n\r\nfond\r\n${close}`,
    () =>
      `Subject: parties\r\nContent-Type: multipart/mixed; boundary=p\r\n\r\n${'--p\r\n\r\nx\r\n'.repeat(dice.pick([500, 4_000]))}--p--\r\n`,
    () =>
      `Subject: messages\r\n${'Content-Type: message/rfc822\r\n\r\n'.repeat(dice.pick([50, 1_000]))}Subject: fond\r\n\r\nx\r\n`,
    () =>
      `Subject: meme limite\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n${'--m\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n'.repeat(300)}`,
    () => `${Array.from({ length: 3_000 }, (_, i) => `X-${i}: y\r\n`).join('')}\r\nx\r\n`,
  ])();
}

function withArchive(archive: Buffer): string {
  const base64 = archive.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  return (
    'From: a@test.mssante.fr\r\nTo: b@test.mssante.fr\r\nSubject: XDM/1.0/DDM+ESSAI\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n' +
    `--z\r\nContent-Type: text/plain\r\n\r\nVoir\r\n--z\r\nContent-Type: application/zip; name="IHE_XDM.ZIP"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="IHE_XDM.ZIP"\r\n\r\n${base64}\r\n--z--\r\n`
  );
}

/** An archive of one deflated file, sometimes a bomb, its sizes sometimes wrong. */
function zip(dice: Dice): Buffer {
  const content = dice.chance(0.5) ? Buffer.alloc(dice.pick([1_000, 4_000_000])) : Buffer.from('<x/>');
  const name = Buffer.from(
    dice.pick(['IHE_XDM/SUBSET01/METADATA.XML', '../../x', '/etc/x', 'a'.repeat(300), 'INDEX.HTM']),
  );
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(dice.chance(0.8) ? content.length : 0xffffffff, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
  const directory = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
}
