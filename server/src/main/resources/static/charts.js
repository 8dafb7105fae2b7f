// Draws every [data-chart] from the numbers in its data-values; the same numbers stand in a table behind it.
(() => {
  'use strict';
  // The same thing has the same colour on every page; hatching keeps families apart in grey print.
  const colours = { RED_CELLS: '#a33a3a', WHOLE_BLOOD: '#6d2f3c', PLATELETS: '#c98a13', PLASMA: '#7f9f3f', CRYO: '#4f98a5', DONATIONS: '#0e5a66', USUAL: '#c98a13' };
  const hatches = { PLATELETS: [Math.PI / 4, 6], PLASMA: [0, 5], CRYO: [-Math.PI / 4, 6] };
  const ink = '#1b2733', soft = '#526070', line = '#dfe3e3';

  const decal = (colour) => hatches[colour]
    ? { symbol: 'rect', rotation: hatches[colour][0], dashArrayX: [1, 0], dashArrayY: [2, hatches[colour][1]], color: 'rgba(255,255,255,.45)' }
    : undefined;

  const series = (chart, one, at) => ({
    name: one.name,
    type: one.isLine ? 'line' : 'bar',
    stack: one.isStacked ? 'all' : undefined,
    data: one.values,
    connectNulls: false,
    symbolSize: 5,
    barMaxWidth: 44,
    lineStyle: { width: 2.5 },
    itemStyle: { color: colours[one.colour] || soft, decal: decal(one.colour) },
    label: chart.series.length === 1 ? { show: true, position: 'top', color: ink, fontWeight: 600 } : undefined,
    markLine: at === 0 && chart.target !== null ? {
      symbol: 'none', silent: true,
      data: [{ yAxis: chart.target, name: chart.targetName }],
      lineStyle: { color: ink, type: 'dashed', width: 1.5 },
      label: { formatter: chart.targetName, position: 'insideEndTop', color: ink, fontWeight: 600 },
    } : undefined,
  });

  const option = (chart, font) => ({
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: font, color: ink },
    grid: { left: 44, right: 16, top: chart.series.length > 1 ? 40 : 28, bottom: 28 },
    legend: chart.series.length > 1 ? { type: 'scroll', top: 4, left: 0, itemWidth: 16, textStyle: { color: soft } } : undefined,
    // Rich text instead of markup: the page allows no inline styles.
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, valueFormatter: (value) => value === null || value === undefined ? '–' : `${value} ${chart.unit}`.trim() },
    xAxis: { type: 'category', data: chart.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft, hideOverlap: true } },
    yAxis: { type: 'value', name: chart.unit, nameTextStyle: { color: soft, align: 'left' }, splitLine: { lineStyle: { color: line } }, axisLabel: { color: soft }, max: chart.target === null ? undefined : (range) => range.max < chart.target ? Math.ceil(chart.target * 1.2) : undefined },
    series: chart.series.map((one, at) => series(chart, one, at)),
  });

  const draw = (place) => {
    const drawn = window.echarts.init(place, null, { renderer: 'canvas' });
    drawn.setOption(option(JSON.parse(place.dataset.values), getComputedStyle(document.body).fontFamily));
    new ResizeObserver(() => drawn.resize()).observe(place);
  };
  document.querySelectorAll('[data-chart]').forEach(draw);
})();
