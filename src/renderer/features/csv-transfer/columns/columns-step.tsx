import { Button, SegmentedControl } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { fileErrorText } from '../file-error-text.ts'
import type { FlowState } from '../import-flow.ts'
import flowClasses from '../import-flow.module.css'
import { offersServerImport } from '../server-import/offers-server-import.ts'
import { ColumnTable } from './column-table.tsx'
import { CustomerChoice } from './customer-choice.tsx'
import { Fold } from './fold.tsx'
import { MatchOptions } from './match-options.tsx'
import { missingColumns } from './missing-columns.ts'
import { ReadingOptions } from './reading-options.tsx'
import { leftOutSummary, usedSummary } from './columns-summary.ts'
import { useColumnGroups } from './use-column-groups.ts'
import classes from './columns.module.css'

const KINDS: readonly ImportKind[] = ['customers', 'sku-mappings']

/** Second step: how the file is read, and where its columns go; what is doubtful stands first. */
export function ColumnsStep({ state }: { state: Extract<FlowState, { step: 'columns' }> }) {
  const t = useText('imports')
  const customers = useText('customers')
  const { flow } = useCsvTransfer()
  const { capabilities } = useWorkspace()
  const raise = useThrow()
  const { opened, busy, error } = state
  const { inspection, kind, columns, rememberedAt } = opened
  const kindId = useId()
  const missing = missingColumns(opened)
  const { doubtful, used, leftOut } = useColumnGroups(opened)
  const usedTitle = t(rememberedAt > 0 ? 'columns.asBefore' : 'columns.sure', { count: used.length })
  const leftOutTitle = t('columns.leftOut', { count: leftOut.length })
  return (
    <>
      <div className={flowClasses.body}>
        <div className={flowClasses.narrow}>
          {error !== null && (
            <Notice tone="bad" title={t('errors.title')}>
              {fileErrorText(t, error)}
            </Notice>
          )}
          <div className={classes.options}>
            <div>
              <div id={kindId} className={classes.label}>
                {t('columns.kind')}
              </div>
              <SegmentedControl
                aria-labelledby={kindId}
                value={kind}
                data={KINDS.map((value) => ({ value, label: t(`list.kind.${value}`) }))}
                onChange={(chosen) => {
                  flow.setKind(chosen)
                }}
              />
            </div>
            {kind === 'sku-mappings' && (
              <CustomerChoice
                value={opened.customerId}
                onChange={(id) => {
                  flow.setCustomer(id)
                }}
              />
            )}
            {rememberedAt > 0 && <Remembered at={rememberedAt} />}
          </div>
          {inspection.sample.length === 0 && <p className={classes.explain}>{t('columns.noSamples')}</p>}
          {doubtful.length > 0 && (
            <section className={classes.doubtful}>
              <h2 className={classes.heading}>{t('columns.look')}</h2>
              <p className={classes.explain}>{t('columns.lookText')}</p>
              <ColumnTable label={t('columns.look')} opened={opened} places={doubtful} asks />
            </section>
          )}
          <ReadingOptions inspection={inspection} busy={busy} />
          {kind === 'customers' && <MatchOptions opened={opened} />}
          {used.length > 0 && (
            <Fold
              title={usedTitle}
              summary={usedSummary(columns, used, { imports: t, customers })}
              open={doubtful.length === 0}
            >
              <ColumnTable label={usedTitle} opened={opened} places={used} />
            </Fold>
          )}
          {leftOut.length > 0 && (
            <Fold title={leftOutTitle} summary={leftOutSummary(columns, leftOut)} open={false}>
              <ColumnTable label={leftOutTitle} opened={opened} places={leftOut} />
            </Fold>
          )}
        </div>
      </div>
      <footer className={flowClasses.footer}>
        {capabilities !== null && offersServerImport(capabilities, opened) && (
          <Button
            variant="subtle"
            color="gray"
            ml={-14}
            disabled={busy}
            onClick={() => {
              flow.toServer()
            }}
          >
            {t('server.offer', { remote: capabilities.displayName })}
          </Button>
        )}
        {missing !== null && (
          <span className={flowClasses.hint} role="status">
            {t(`columns.${missing}`)}
          </span>
        )}
        <div className={flowClasses.footerEnd}>
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

/** Says that an earlier import's decisions were taken over, and offers to start anew. */
function Remembered({ at }: { at: number }) {
  const t = useText('imports')
  const { flow } = useCsvTransfer()
  const { i18n } = useTranslation()
  const day = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'long' }).format(at)
  return (
    <p className={classes.remembered} role="status" title={t('columns.rememberedText')}>
      <IconHistory size={15} stroke={1.7} aria-hidden />
      {t('columns.remembered', { date: day })}
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          flow.startAnew()
        }}
      >
        {t('columns.startAnew')}
      </Button>
    </p>
  )
}
