import codes from 'i18n-iso-countries/codes.json'
import de from 'i18n-iso-countries/langs/de.json'
import en from 'i18n-iso-countries/langs/en.json'
import es from 'i18n-iso-countries/langs/es.json'
import fr from 'i18n-iso-countries/langs/fr.json'
import it from 'i18n-iso-countries/langs/it.json'
import nl from 'i18n-iso-countries/langs/nl.json'

/** Habits that no list of countries has. */
const ALIASES: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  america: 'US',
  'u s a': 'US',
  'u s': 'US',
  holland: 'NL',
  aust: 'AU',
  oz: 'AU',
  'new zealand aotearoa': 'NZ',
  'hong kong': 'HK',
  korea: 'KR',
  'czech republic': 'CZ',
}

let byName: Map<string, string> | null = null

/**
 * ISO 3166-1 alpha-2 code of what stands in a country cell: a code of two or three letters, or a name in English,
 * German, French, Spanish, Italian or Dutch, whatever its case and accents. Null where it is none of them.
 */
export function countryCodeOf(text: string): string | null {
  byName ??= namesToCodes()
  return byName.get(fold(text)) ?? null
}

function namesToCodes(): Map<string, string> {
  const names = new Map<string, string>(Object.entries(ALIASES))
  const add = (name: string, code: string): void => {
    const key = fold(name)
    if (key !== '' && !names.has(key)) names.set(key, code)
  }
  for (const [alpha2, alpha3] of codes) {
    if (alpha2 === undefined || alpha3 === undefined) continue
    add(alpha2, alpha2)
    add(alpha3, alpha2)
  }
  for (const language of [en, de, fr, es, it, nl]) {
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
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
