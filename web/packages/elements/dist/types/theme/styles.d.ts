export declare function baseStyles(): CSSStyleSheet[];
