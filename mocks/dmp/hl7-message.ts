import { escapeXml, type Random, uuid } from '../../core/index.ts';
import { dmpOids, dmpNamespaces as ns } from './namespaces.ts';
import { xdsTime } from './xds-time.ts';
import { attribute, textAt, treeAt, type XmlTree } from './xml-tree.ts';

/** Attributes that an answer copies from what it answers. */
const copied = ['root', 'extension', 'code', 'codeSystem', 'displayName'];

/** What an HL7 V3 answer says. */
export interface Hl7Answer {
  /** `PRPA_IN201308UV02`… */
  interaction: string;
  /** The request answered. */
  request: XmlTree;
  now: number;
  random: Random;
  /** The `id` where it is not a new UUID. */
  id?: string;
  attentionLines?: string;
  /** `AA` unless said; the PDQ answer writes it as a child (facts, DMP §4.3). */
  acknowledgement?: { code?: 'AA' | 'AE'; asChild?: boolean; detail?: string };
  /** Content of `controlActProcess`. */
  act: string;
}

/** The common wrapper of the answers (facts, DMP §4): processing code P, no acknowledgement asked, ends swapped. */
export function hl7Answer(answer: Hl7Answer): string {
  const { interaction, request, random, now } = answer;
  return [
    `<${interaction} xmlns="${ns.hl7}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ITSVersion="XML_1.0">`,
    `${answer.id ?? `<id root="${uuid(random)}"/>`}<creationTime value="${xdsTime(now)}"/>`,
    `<interactionId root="2.16.840.1.113883.1.6" extension="${interaction}"/><processingCode code="P"/>`,
    '<processingModeCode code="T"/><acceptAckCode code="NE"/>',
    device('receiver', 'RCV', senderOf(request)),
    device('sender', 'SND', `<id root="${dmpOids.application}"/><softwareName>DMP</softwareName>`),
    answer.attentionLines ?? '',
    acknowledgement(answer),
    `<controlActProcess classCode="CACT" moodCode="EVN">${answer.act}</controlActProcess></${interaction}>`,
  ].join('');
}

/** The element of a request as its answer repeats it: its attributes alone. */
export function copyOf(tree: XmlTree | undefined, name: string): string {
  const attributes = copied
    .map((key): [string, string] => [key, attribute(tree, key)])
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${attributes.join('')}/>`;
}

/** An element of HL7 as it came, below and all; the attributes of the schema instance get their prefix back. */
export function echoOf(tree: XmlTree): string {
  const name = tree.name.replace(/^.*:/, '');
  const attributes = [...tree.attributes].map(([key, value]) => {
    const qualified = key === 'type' || key === 'nil' ? `xsi:${key}` : key;
    const bare = key === 'type' ? value.replace(/^.*:/, '') : value;
    return ` ${qualified}="${escapeXml(bare)}"`;
  });
  return `<${name}${attributes.join('')}>${escapeXml(tree.text)}${tree.children.map(echoOf).join('')}</${name}>`;
}

function device(role: string, code: string, content: string): string {
  return `<${role} typeCode="${code}"><device classCode="DEV" determinerCode="INSTANCE">${content}</device></${role}>`;
}

function senderOf(body: XmlTree): string {
  const sender = treeAt(body, 'hl7:sender/hl7:device');
  const name = textAt(sender, 'hl7:softwareName');
  return `${copyOf(treeAt(sender, 'hl7:id'), 'id')}<softwareName>${escapeXml(name)}</softwareName>`;
}

function acknowledgement({ request, acknowledgement: given = {} }: Hl7Answer): string {
  const { code = 'AA', asChild = false, detail } = given;
  const target = `<targetMessage>${copyOf(treeAt(request, 'hl7:id'), 'id')}</targetMessage>`;
  const said =
    detail === undefined
      ? ''
      : `<acknowledgementDetail typeCode="E"><text>${escapeXml(detail)}</text></acknowledgementDetail>`;
  return asChild
    ? `<acknowledgement><typeCode code="${code}"/>${target}${said}</acknowledgement>`
    : `<acknowledgement typeCode="${code}">${target}${said}</acknowledgement>`;
}
