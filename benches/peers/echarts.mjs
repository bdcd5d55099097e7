// Draws the grouped bars of ../grouped.json with ECharts' server-side SVG, and prints what a drawing takes.
import { readFileSync, writeFileSync } from 'node:fs'
import * as echarts from 'echarts'

const figures = JSON.parse(readFileSync(new URL('../grouped.json', import.meta.url), 'utf8'))
const option = {
  animation: false,
  title: { text: figures.title },
  legend: { top: 32 },
  grid: { top: 70, left: 50, right: 10, bottom: 80 },
  xAxis: { type: 'category', data: figures.categories.map(([name]) => name), axisLabel: { interval: 0, width: 52, overflow: 'break' } },
  yAxis: { type: 'value', name: figures.unit },
  series: figures.series.map((name, place) => ({ type: 'bar', name, data: figures.categories.map((row) => row[place + 1]) })),
}

function draw() {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 720, height: 410 })
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

const rounds = []
for (let warm = 0; warm < 200; warm++) draw()
for (let round = 0; round < 20; round++) {
  const start = process.hrtime.bigint()
  for (let drawn = 0; drawn < 50; drawn++) draw()
  rounds.push(Number(process.hrtime.bigint() - start) / 1e3 / 50)
}
rounds.sort((a, b) => a - b)
const svg = draw()
if (process.env.DRAWINGS) writeFileSync(`${process.env.DRAWINGS}/echarts.svg`, svg)
console.log(`ECharts ${echarts.version}, node ${process.version}: ${rounds[10].toFixed(0)} µs a drawing, ${Buffer.byteLength(svg)} bytes`)
