import { expect, test } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const PREVIEW = '/api/customers/import/preview'
const IMPORT = '/api/customers/import'

function csvFile(text: string, name = 'customers.csv'): FormData {
  const form = new FormData()
  form.set('file', new File([text], name, { type: 'text/csv' }))
  return form
}

async function withMara(
  options: Parameters<typeof sandboxWithApi>[0] = {},
): ReturnType<typeof sandboxWithApi> {
  const started = await sandboxWithApi(options)
  started.sandbox.store.createCustomer({ name: 'Mara Okafor', email: 'mara@okafor.example', phone: '1' })
  return started
}

const FILE =
  '\ufeffname,email,phone,address1,zip,Colour\r\n' +
  'Mara O.,MARA@okafor.example,,,,red\r\n' +
  '"Lee, Ann",ann@lee.example,03 2,"1 Quay\nRoad",03000,blue\r\n' +
  ',nobody@x.example,,,,\r\n' +
  'Eve,not an e-mail,,,,\r\n'

test('the preview counts and names the bad rows, shows how it reads the good ones, and writes nothing', async () => {
  const { sandbox, api } = await withMara()
  const { status, body } = await api('POST', PREVIEW, csvFile(FILE))
  expect(status).toBe(200)
  expect(body).toMatchObject({
    data: { total_rows: 4, valid_rows: 2 },
    status: 'warning',
    warnings: { columns: ['The column colour is not known and is left out.'] },
  })
  expect(body.data).toMatchObject({
    errors: [
      { row: 4, field: 'name', message: 'The name field is required.' },
      { row: 5, field: 'email', message: 'The email field must be a valid email address.' },
    ],
  })
  expect((body.data as unknown as { rows: unknown[] }).rows[1]).toEqual({
    row: 3,
    name: 'Lee, Ann',
    email: 'ann@lee.example',
    phone: '03 2',
    address1: '1 Quay\nRoad',
    zip: '03000',
  })
  expect(sandbox.store.customers.size).toBe(1)
  expect(sandbox.store.get(1).name).toBe('Mara Okafor')
})

test('the import creates, updates by e-mail and says which rows failed; a blank cell leaves what is there', async () => {
  const { sandbox, api } = await withMara()
  const { body } = await api('POST', IMPORT, csvFile(FILE))
  expect(body.data).toMatchObject({ created: 1, updated: 1, failed: 2, errors: [{ row: 4 }, { row: 5 }] })
  expect(sandbox.store.get(1)).toMatchObject({ name: 'Mara O.', phone: '1' })
  expect(sandbox.store.get(2)).toMatchObject({ name: 'Lee, Ann', addresses: [{ zip: '03000' }] })
  const again = await api('POST', IMPORT, csvFile(FILE))
  expect(again.body.data).toMatchObject({ created: 0, updated: 2 })
  expect(sandbox.store.customers.size).toBe(2)
})

test('a second row of an e-mail is about the customer of the first', async () => {
  const { sandbox, api } = await withMara()
  const text = 'name,email\nAnn,ann@lee.example\nAnn Lee,Ann@Lee.example\n'
  expect((await api('POST', PREVIEW, csvFile(text))).body.data).toMatchObject({ valid_rows: 2 })
  expect((await api('POST', IMPORT, csvFile(text))).body.data).toMatchObject({ created: 1, updated: 1 })
  expect(sandbox.store.get(2).name).toBe('Ann Lee')
})

test('without an e-mail the same name and place is a row that failed', async () => {
  const { sandbox, api } = await sandboxWithApi()
  const text = 'name,address1,zip\nAnn Lee,1 Quay Road,3000\n'
  expect((await api('POST', IMPORT, csvFile(text))).body.data).toMatchObject({ created: 1 })
  expect((await api('POST', IMPORT, csvFile(text))).body.data).toMatchObject({
    failed: 1,
    errors: [{ row: 2, field: 'name', message: 'CODE_CUSTOMER_EXISTS' }],
  })
  expect(sandbox.store.customers.size).toBe(1)
})

test('a job does the same and tells only that it will', async () => {
  const { sandbox, api } = await withMara({ imports: 'queued' })
  const { status, body } = await api('POST', IMPORT, csvFile(FILE))
  expect(status).toBe(202)
  expect(body).toEqual({ message: 'The import was queued.' })
  expect(sandbox.store.customers.size).toBe(2)
})

test.each([
  ['no form', { file: 'name\nAnn\n' }],
  ['no file in it', new FormData()],
  ['a workbook', csvFile('name\nAnn\n', 'customers.xlsx')],
  ['no column of names', csvFile('full name;email\nAnn;a@x.example\n')],
])('%s is refused as a whole, by both', async (_what, content) => {
  const { sandbox, api } = await sandboxWithApi()
  for (const path of [PREVIEW, IMPORT]) {
    const { status, body } = await api('POST', path, content)
    expect(status).toBe(422)
    expect(body.errors).toHaveProperty('file')
  }
  expect(sandbox.store.customers.size).toBe(0)
})

test('both take the scope to write, the preview too', async () => {
  const { sandbox, api } = await sandboxWithApi()
  sandbox.tokens.change(sandbox.token, { scopes: ['customers:read'] })
  for (const path of [PREVIEW, IMPORT]) {
    const { status, body } = await api('POST', path, csvFile(FILE))
    expect(status).toBe(403)
    expect(body).toMatchObject({ required_scope: 'customers:write' })
  }
})
