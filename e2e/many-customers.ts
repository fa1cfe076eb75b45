import { writeFile } from 'node:fs/promises'

/** A row of the file that the main job imports. */
export interface FileCustomer {
  name: string
  company: string
  email: string
  phone: string
}

/** Believable rows, the same for the same count, each with an e-mail of its own. */
export function fileCustomers(count: number): FileCustomer[] {
  return Array.from({ length: count }, (_, row) => ({
    name: `Alice Springs ${String(row).padStart(5, '0')}`,
    company: `Springs ${String(row % 37)} Trading`,
    email: `alice.${String(row)}@springs.example`,
    phone: `+61 3 9555 ${String(row % 10_000).padStart(4, '0')}`,
  }))
}

/** Writes them as a CSV of the usual kind. */
export async function writeCsv(path: string, customers: readonly FileCustomer[]): Promise<void> {
  const rows = customers.map(({ name, company, email, phone }) => `${name},${company},${email},${phone}`)
  await writeFile(path, ['Name,Company,Email,Phone', ...rows, ''].join('\n'))
}
