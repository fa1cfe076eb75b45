import { Button, SegmentedControl, Select } from '@mantine/core'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { ColumnTable } from './column-table.tsx'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { CustomerChoice } from './customer-choice.tsx'
import { fileErrorText } from './file-error-text.ts'
import type { FlowState } from './import-flow.ts'
import { missingColumns } from './missing-columns.ts'
import classes from './import-flow.module.css'

/** Encodings that lists come in; one that was found and is not here is added. */
const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
  'shift_jis',
  'gb18030',
  'euc-kr',
  'big5',
]
const DELIMITERS = [',', ';', '\t', '|'] as const
const KINDS: readonly ImportKind[] = ['customers', 'sku-mappings']

/** Second step: how the file is written, and where its columns go; what is doubtful stands first. */
export function ColumnsStep({ state }: { state: Extract<FlowState, { step: 'columns' }> }) {
  const t = useText('imports')
  const { flow } = useCsvTransfer()
  const raise = useThrow()
  const { opened, busy, error } = state
  const { encoding, delimiter, sample } = opened.inspection
  const missing = missingColumns(opened)
  const columns = opened.columns.map((column, at) => ({ column, at }))
  const doubtful = columns.filter(({ column }) => !column.sure)
  const sure = columns.filter(({ column }) => column.sure)
  const readAs = (options: { encoding?: string; delimiter?: (typeof DELIMITERS)[number] }): void => {
    flow.readAs({ encoding, delimiter, ...options }).catch(raise)
  }
  return (
    <>
      <div className={classes.body}>
        <div className={classes.narrow}>
          {error !== null && (
            <Notice tone="bad" title={t('errors.title')}>
              {fileErrorText(t, error)}
            </Notice>
          )}
          <div className={classes.options}>
            <div>
              <div id="import-kind" className={classes.label}>
                {t('columns.kind')}
              </div>
              <SegmentedControl
                aria-labelledby="import-kind"
                value={opened.kind}
                data={KINDS.map((value) => ({ value, label: t(`list.kind.${value}`) }))}
                onChange={(kind) => {
                  flow.setKind(kind)
                }}
              />
            </div>
            <Select
              label={t('columns.encoding')}
              w={160}
              data={(ENCODINGS.includes(encoding) ? ENCODINGS : [encoding, ...ENCODINGS]).map((value) => ({
                value,
                label: encodingName(value),
              }))}
              value={encoding}
              allowDeselect={false}
              searchable
              disabled={busy}
              onChange={(value) => {
                if (value !== null) readAs({ encoding: value })
              }}
            />
            <Select
              label={t('columns.delimiter')}
              w={160}
              data={DELIMITERS.map((value) => ({ value, label: t(`columns.delimiters.${value}`) }))}
              value={delimiter}
              allowDeselect={false}
              disabled={busy}
              onChange={(value) => {
                const chosen = DELIMITERS.find((one) => one === value)
                if (chosen !== undefined) readAs({ delimiter: chosen })
              }}
            />
            {opened.kind === 'sku-mappings' && (
              <CustomerChoice
                value={opened.customerId}
                onChange={(id) => {
                  flow.setCustomer(id)
                }}
              />
            )}
          </div>
          {sample.length === 0 && <p className={classes.explain}>{t('columns.noSamples')}</p>}
          {doubtful.length > 0 && (
            <>
              <h2 className={classes.heading}>{t('columns.look')}</h2>
              <p className={classes.explain}>{t('columns.lookText')}</p>
              <ColumnTable label={t('columns.look')} kind={opened.kind} columns={doubtful} />
            </>
          )}
          {sure.length > 0 && (
            <details open={doubtful.length === 0}>
              <summary className={classes.heading}>{t('columns.sure', { count: sure.length })}</summary>
              <ColumnTable
                label={t('columns.sure', { count: sure.length })}
                kind={opened.kind}
                columns={sure}
              />
            </details>
          )}
        </div>
      </div>
      <footer className={classes.footer}>
        {missing !== null && (
          <span className={classes.hint} role="status">
            {t(`columns.${missing}`)}
          </span>
        )}
        <div className={classes.footerEnd}>
          <Button
            variant="default"
            onClick={() => {
              flow.reset()
            }}
          >
            {t('actions.startOver')}
          </Button>
          <Button
            disabled={missing !== null || busy}
            onClick={() => {
              flow.check().catch(raise)
            }}
          >
            {t('actions.next')}
          </Button>
        </div>
      </footer>
    </>
  )
}

/** Encodings as programs that save them write their names. */
function encodingName(label: string): string {
  return /^(utf|iso|gb|euc)/.test(label)
    ? label.toUpperCase()
    : label.charAt(0).toUpperCase() + label.slice(1)
}
