import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const FIRST = [
  'Alice',
  'Ben',
  'Cara',
  'Dmitri',
  'Elif',
  'Fiona',
  'Gökhan',
  'Hana',
  'Inés',
  'Jon',
  'Kofi',
  'Lena',
]
const LAST = ['Springs', 'Okafor', 'Lindt', 'Petrov', 'Yılmaz', 'Walsh', 'Aydın', 'Novák', 'García', 'Smith']
const CITIES = [
  ['Melbourne', 'VIC', '30', 'AU'],
  ['Oakland', 'CA', '946', 'US'],
  ['Bern', 'BE', '30', 'CH'],
  ['Leeds', '', 'LS', 'GB'],
] as const

/** Writes a CSV of believable customers, always the same ones: so many from the `first` on. */
export async function writeCustomersCsv(path: string, count: number, first = 0): Promise<void> {
  const file = createWriteStream(path)
  file.write('Name,Company,Email,Phone,Address 1,City,Province code,Postcode,Country,Notes\n')
  for (let row = first; row < first + count; row += 1) {
    const given = FIRST[row % FIRST.length] ?? ''
    const last = LAST[Math.floor(row / 7) % LAST.length] ?? ''
    const [city, region, postcode, country] = CITIES[row % CITIES.length] ?? CITIES[0]
    // Nobody of a further list lives next to somebody of the first, who would have to be asked about.
    const house = first === 0 ? (row % 240) + 1 : row + 1
    const text =
      `${given} ${last} ${row},${last} Trading,${given.toLowerCase()}.${row}@customers.example,` +
      `+61 4${String(10_000_000 + row).slice(-8)},${house} Quay Road,${city},${region},` +
      `${postcode}${String(row % 100).padStart(2, '0')},${country},"Prefers mornings, rings first"\n`
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}
