import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { CsvFlavour } from '#shared/csv/csv-file.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { exportSkuMappings } from '#renderer/import/export-runner.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { exportFileName } from './export-file-name.ts'
import { FlavourChoice } from './flavour-choice.tsx'
import { useExport } from './use-export.tsx'

/** Exports all SKU mappings. */
export function MappingsExport({ onClose }: { onClose: () => void }) {
  const t = useText('imports')
  const common = useText('common')
  const { gate } = useCsvTransfer()
  const { customers, skuMappings } = useWorkspace()
  const run = useExport()
  const raise = useThrow()
  const [flavour, setFlavour] = useState<CsvFlavour>('excel')
  return (
    <Stack gap="md">
      <Text fz="sm" c="dimmed">
        {t('export.mappingsHint')}
      </Text>
      <FlavourChoice value={flavour} onChange={setFlavour} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            onClose()
            const suggestedName = exportFileName(t('export.skuMappingsFile'))
            run((control) =>
              exportSkuMappings({ gate, customers, skuMappings }, { suggestedName, flavour }, control),
            ).catch(raise)
          }}
        >
          {t('export.run')}
        </Button>
      </Group>
    </Stack>
  )
}
