// The parts of ECharts for the rarer kinds, in a chunk of their own.

import { BoxplotChart, FunnelChart, GaugeChart, HeatmapChart, SankeyChart, TreemapChart } from "echarts/charts";
import { use } from "echarts/core";

use([BoxplotChart, FunnelChart, GaugeChart, HeatmapChart, SankeyChart, TreemapChart]);
