// Drawing as SVG instead of on a canvas.

import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([SVGRenderer]);
