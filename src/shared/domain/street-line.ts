import { isPlain } from './plain-text.ts'

/** Words of street lines and how they are shortened; the first is the form in which they are compared. */
const SHORT_FORMS: readonly string[] = [
  'st street str saint strasse straße stra',
  'rd road',
  'av ave avenue avenida avda',
  'dr drive',
  'ln lane',
  'ct court crt',
  'pl place platz plaza plaça',
  'sq square',
  'blvd boulevard bvd bd boul',
  'hwy highway',
  'pde parade',
  'tce terrace ter terr',
  'cres crescent cr crs',
  'cl close',
  'gr grove gve',
  'esp esplanade',
  'pkwy parkway pky',
  'cct circuit',
  'cir circle',
  'ch chemin',
  'r rue rua',
  'c calle',
  'n north',
  's south',
  'e east',
  'w west',
  'nw northwest',
  'ne northeast',
  'sw southwest',
  'se southeast',
  'mt mount',
  'bldg building',
  'fl floor level lvl',
]

/** Words that only say that a number follows; two spellings differ in them without being two places. */
const MARKERS = new Set(
  'unit u flat apt apartment suite ste shop no nr number lot house hs hausnr top stiege whg appt piso app'.split(
    ' ',
  ),
)

const SHORT: ReadonlyMap<string, string> = new Map(
  SHORT_FORMS.flatMap((line) => {
    const forms = line.split(' ')
    return forms.map((form) => [form, forms[0] ?? form] as const)
  }),
)

/** A street line in two parts. */
export interface StreetParts {
  /** Without its numbers, its words in their short forms: "12 High Street" is "high st". */
  street: string
  /**
   * Its numbers in their order, the flat before the house: "4/22 Swan Lane" and "Unit 4, 22 Swan Lane" have "4" and
   * "22"; "12 A" is "12a". Numbers that are words ("5th") are none.
   */
  house: string[]
}

/** Takes a street line apart. */
export function streetParts(line: string): StreetParts {
  const words = wordsOf(line)
  const street = words
    .filter((word) => !isNumber(word) && !MARKERS.has(word))
    .map((word) => SHORT.get(word) ?? shortEnd(word))
    .join(' ')
  return { street, house: words.filter(isNumber) }
}

function wordsOf(line: string): string[] {
  return isPlain(line) ? plainWordsOf(line.toLowerCase()) : anyWordsOf(line)
}

/** The same for plain letters, digits and signs, which nearly all lines are, in a fifth of the time. */
function plainWordsOf(line: string): string[] {
  const joined = line.includes('box') ? line.replace(/\bp\.?\s*o\.?\s*box\b/g, 'pobox') : line
  return joined
    .replace(/(\d)\s+([a-d])\b/g, '$1$2')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

function anyWordsOf(line: string): string[] {
  return line
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\bp\.?\s*o\.?\s*box\b/g, 'pobox')
    .replace(/(\d)\s+([a-d])\b/g, '$1$2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function isNumber(word: string): boolean {
  return /^\d+\p{L}?$/u.test(word)
}

/** German street names hold the word: "Hauptstrasse", "Hauptstr". */
function shortEnd(word: string): string {
  return word.replace(/(strasse|str)$/, 'st').replace(/platz$/, 'pl')
}
