//! The codes, each with its page.
//!
//! In: a code's name. Out: its page for `mlc explain`.
//! Always holds: a code that has no page in `compiler/explain` does not compile.

use std::fmt;

/// The code of a diagnostic: `E0301`. Its family is its first two digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    name: &'static str,
    page: &'static str,
}

impl Code {
    /// `E0301`
    pub fn name(self) -> &'static str {
        self.name
    }

    /// The page in Markdown: what is wrong, why it matters, a wrong and a right example.
    pub fn page(self) -> &'static str {
        self.page
    }

    /// The code of that name, in any case.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name.eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! codes {
    ($($name:ident)*) => {
        #[expect(missing_docs, reason = "each code's page is its documentation")]
        impl Code {
            $(pub const $name: Self = Self {
                name: stringify!($name),
                page: include_str!(concat!("../../explain/", stringify!($name), ".md")),
            };)*

            /// Every code in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

// E01 lexical and syntax, E02 names, E03 types, E04 tasks and order, E05 decorators, E06 triggers, E07 targets,
// E08 modules, files and project.
codes! {
    E0101
    E0102
    E0103
    E0104
    E0105
    E0106
    E0107
    E0108
    E0109
    E0110
    E0111
    E0112
    E0113
    E0114
    E0115
    E0116
    E0117
    E0118
    E0119
    E0120
    E0121
    E0122
    E0123
    E0124
    E0125
    E0126
    E0127
    E0128
    E0129
    E0130
    E0131
    E0132
    E0133
    E0134
    E0135
    E0136
    E0137
    E0138
    E0139
    E0201
    E0202
    E0203
    E0204
    E0205
    E0206
    E0207
    E0208
    E0209
    E0210
    E0211
    E0212
    E0213
    E0214
    E0215
    E0301
    E0302
    E0303
    E0304
    E0305
    E0306
    E0307
    E0308
    E0309
    E0310
    E0311
    E0312
    E0313
    E0314
    E0315
    E0316
    E0317
    E0318
    E0319
    E0320
    E0321
    E0322
    E0323
    E0324
    E0325
    E0326
    E0330
    E0331
    E0332
    E0333
    E0334
    E0335
    E0336
    E0337
    E0401
    E0402
    E0403
    E0404
    E0405
    E0406
    E0407
    E0408
    E0409
    E0410
    E0411
    E0412
    E0413
    E0414
    E0415
    E0416
    E0417
    E0418
    E0419
    E0501
    E0502
    E0503
    E0504
    E0505
    E0506
    E0507
    E0508
    E0509
    E0510
    E0511
    E0512
    E0513
    E0514
    E0515
    E0516
    E0517
    E0518
    E0519
    E0520
    E0521
    E0522
    E0523
    E0524
    E0525
    E0526
    E0527
    E0528
    E0601
    E0602
    E0603
    E0604
    E0605
    E0606
    E0607
    E0608
    E0609
    E0610
    E0611
    E0612
    E0613
    E0614
    E0701
    E0702
    E0703
    E0704
    E0705
    E0706
    E0707
    E0708
    E0709
    E0711
    E0713
    E0714
    E0715
    E0716
    E0717
    E0718
    E0719
    E0724
    E0725
    E0726
    E0727
    E0801
    E0802
    E0803
    E0804
    E0810
    E0811
    E0812
    E0813
    E0814
    E0815
    E0816
    E0817
    E0840
    E0841
    E0842
    E0843
    E0844
    E0845
    E0846
    E0847
    E0848
    E0850
    E0851
    E0852
    E0853
    E0854
    E0855
    E0856
    E0857
    E0858
    E0859
    E0860
    E0861
    E0862
    E0864
    E0865
    E0866
}
