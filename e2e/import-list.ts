import { writeFile } from 'node:fs/promises'
import type { ElectronApplication } from '@playwright/test'

/** A row of the lists that the import specs make. */
export interface ListRow {
  name: string
  email: string
  phone: string
  street: string
  postcode: string
  city: string
  country: string
}

const FIRST = 'Ada Bela Cleo Dina Ezra Fara Gina Hugo Iris Jara Kira Lena Milo Nina Oskar'.split(' ')
const LAST = (
  'Abbott Barnes Castle Draper Ellery Foster Garner Hunter Ingram Jarvis Keeler Lowden Mercer Norris Osborn ' +
  'Pascoe Quincy Rennie Slater Turner Upwood Vernon Warren Xavier Yelland Zimmer Arden Bolton Cotter Denham ' +
  'Eastman Farley Gibson Hobart'
).split(' ')

/** Different people at different places, the same for the same place in the list; at most as many as there are names. */
export function listRow(at: number): ListRow {
  const first = FIRST[at % FIRST.length] ?? ''
  const last = LAST[Math.floor(at / FIRST.length)]
  if (last === undefined) throw new Error(`There are no names for row ${String(at)}`)
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}@list.example`.toLowerCase(),
    phone: `+61 3 9555 ${String(at).padStart(4, '0')}`,
    street: `${String(at + 1)} Harbour Road`,
    postcode: String(3000 + at),
    city: 'Melbourne',
    country: 'Australia',
  }
}

/** Writes rows as a CSV of the usual kind. */
export async function writeList(path: string, rows: readonly ListRow[]): Promise<void> {
  const lines = rows.map((row) =>
    [row.name, row.email, row.phone, row.street, row.postcode, row.city, row.country].join(','),
  )
  await writeFile(path, ['Name,Email,Phone,Street,Postcode,City,Country', ...lines, ''].join('\n'))
}

/** Answers the dialogs that ask where a file is saved, from now on: no person is there to do it. */
export async function saveTo(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}
