import codes from 'i18n-iso-countries/codes.json'
import de from 'i18n-iso-countries/langs/de.json'
import en from 'i18n-iso-countries/langs/en.json'
import es from 'i18n-iso-countries/langs/es.json'
import fr from 'i18n-iso-countries/langs/fr.json'
import it from 'i18n-iso-countries/langs/it.json'
import nl from 'i18n-iso-countries/langs/nl.json'
import cs from 'i18n-iso-countries/langs/cs.json'
import da from 'i18n-iso-countries/langs/da.json'
import el from 'i18n-iso-countries/langs/el.json'
import fi from 'i18n-iso-countries/langs/fi.json'
import hr from 'i18n-iso-countries/langs/hr.json'
import hu from 'i18n-iso-countries/langs/hu.json'
import ja from 'i18n-iso-countries/langs/ja.json'
import ko from 'i18n-iso-countries/langs/ko.json'
import nb from 'i18n-iso-countries/langs/nb.json'
import pl from 'i18n-iso-countries/langs/pl.json'
import pt from 'i18n-iso-countries/langs/pt.json'
import ro from 'i18n-iso-countries/langs/ro.json'
import ru from 'i18n-iso-countries/langs/ru.json'
import sk from 'i18n-iso-countries/langs/sk.json'
import sv from 'i18n-iso-countries/langs/sv.json'
import tr from 'i18n-iso-countries/langs/tr.json'
import uk from 'i18n-iso-countries/langs/uk.json'
import zh from 'i18n-iso-countries/langs/zh.json'
import { similarity } from '../domain/text-similarity.ts'

/** Habits that no list of countries has: `CODE name, name`. */
const ALIASES: Readonly<Record<string, string>> = {
  GB: 'uk, u k, gb, g b, great britain, britain, england, eng, scotland, wales, northern ireland, inglaterra, gran bretana, grande bretagne, grossbritannien, royaume uni, reino unido, vereinigtes konigreich',
  US: 'america, u s a, u s, united states of america, estados unidos, etats unis, vereinigte staaten, ee uu, stati uniti',
  NL: 'holland, the netherlands, pays bas, niederlande',
  AU: 'aust, oz, commonwealth of australia',
  NZ: 'new zealand aotearoa, aotearoa, aotearoa new zealand',
  AE: 'uae, u a e, emirates, dubai',
  AG: 'antigua',
  AT: 'oesterreich',
  BA: 'bosnia',
  CD: 'dr congo, drc, congo kinshasa',
  CG: 'congo brazzaville',
  CN: 'prc, mainland china, p r china',
  CZ: 'czech republic',
  DE: 'brd, federal republic of germany',
  HK: 'hong kong, hong kong sar, hong kong sar china',
  IE: 'eire, republic of ireland, southern ireland',
  IR: 'iran islamic republic of',
  KN: 'st kitts, st kitts and nevis',
  KR: 'korea, republic of korea',
  MK: 'macedonia, fyrom',
  MO: 'macau sar, macao sar',
  TL: 'east timor',
  TT: 'trinidad, tobago',
  TZ: 'tanzania united republic of',
  VA: 'vatican, vatican city',
  VC: 'st vincent',
  VN: 'viet nam',
}

/** English first: where one name is two countries, the English reading counts. */
const LANGUAGES = [
  en,
  de,
  fr,
  es,
  it,
  nl,
  pt,
  sv,
  da,
  nb,
  fi,
  pl,
  cs,
  sk,
  hu,
  hr,
  ro,
  el,
  tr,
  ru,
  uk,
  ja,
  ko,
  zh,
]

let byName: Map<string, string> | null = null

/** Spellings met lately: a file has few, and each in many rows. */
const met = new Map<string, string | null>()
const MOST_MET = 5000

/**
 * ISO 3166-1 alpha-2 code of what stands in a country cell: a code of two or three letters, or a name in one of the
 * languages of Europe, in Chinese, Japanese or Korean, whatever its case and accents. Null where it is none of them.
 */
export function countryCodeOf(text: string): string | null {
  if (text === '') return null
  const known = met.get(text)
  if (known !== undefined) return known
  byName ??= namesToCodes()
  const name = fold(text)
  const code = byName.get(name) ?? byName.get(name.replace(/^the /, '').replace(/^st /, 'saint ')) ?? null
  if (met.size >= MOST_MET) met.clear()
  met.set(text, code)
  return code
}

/** The English names of a country. */
export function countryNamesOf(countryCode: string): readonly string[] {
  const names = (en.countries as Record<string, string | string[]>)[countryCode] ?? []
  return typeof names === 'string' ? [names] : names
}

/** Of names in other languages, how much more alike one must be than one in English, and how alike at least. */
const FOREIGN = { more: 0.05, least: 0.75 }

/**
 * The country whose name, in any of the languages, is most alike a text that names none (a misspelt one); '' where none is
 * alike by more than `least`. One in English is preferred.
 */
export function countryLike(text: string, least: number): string {
  byName ??= namesToCodes()
  const said = fold(text)
  if (said.length < SHORTEST_ALIKE) return ''
  const english = closest(said, englishNames(), least)
  const foreign = closest(said, byName, Math.max(FOREIGN.least, english.share + FOREIGN.more))
  return foreign.code === '' ? english.code : foreign.code
}

/** Below, any two names are alike. */
const SHORTEST_ALIKE = 4

let english: Map<string, string> | null = null

function englishNames(): Map<string, string> {
  if (english !== null) return english
  english = new Map()
  for (const code of Object.keys(en.countries)) {
    for (const name of countryNamesOf(code)) english.set(fold(name), code)
  }
  return english
}

function closest(
  said: string,
  names: ReadonlyMap<string, string>,
  least: number,
): { code: string; share: number } {
  let best = { code: '', share: least }
  for (const [name, code] of names) {
    if (name.length < SHORTEST_ALIKE) continue
    const share = similarity(said, name, best.share)
    if (share > best.share) best = { code, share }
  }
  return best
}

function namesToCodes(): Map<string, string> {
  const names = new Map<string, string>()
  const add = (name: string, code: string): void => {
    const key = fold(name)
    if (key !== '' && !names.has(key)) names.set(key, code)
  }
  for (const [code, list] of Object.entries(ALIASES)) for (const name of list.split(', ')) add(name, code)
  for (const [alpha2, alpha3] of codes) {
    if (alpha2 === undefined || alpha3 === undefined) continue
    add(alpha2, alpha2)
    add(alpha3, alpha2)
  }
  for (const language of LANGUAGES) {
    for (const [code, name] of Object.entries(language.countries as Record<string, string | string[]>)) {
      for (const one of typeof name === 'string' ? [name] : name) add(one, code)
    }
  }
  return names
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
