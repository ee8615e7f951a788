# Pulls of the predictions of every side-band function with a unit Gaussian: scripts/closure-figures.
if (!exists("output")) output = "closure-pulls.svg"
if (!exists("kind")) kind = "svg size 1000,1150 dynamic font 'sans-serif,11' background '#ffffff'"
set datafile separator ","
set terminal @kind
set output output

functions = system("sed 1d closure-table.csv | cut -d, -f1 | tr ' \\n' '_ '")
sets = real(system("sed -n 2p closure-table.csv | cut -d, -f4"))
gauss(x) = 0.25 * sets * exp(-x * x / 2) / sqrt(2 * pi)
centred(x) = x + 0.125

set xrange [-5:5]
set yrange [0:0.145 * sets]
set xtics 2 scale 0.5
set ytics 50 scale 0.5
set style fill solid 0.35 noborder
set boxwidth 0.25
set samples 101
unset key
set multiplot layout 6,3 margins 0.06,0.985,0.05,0.965 spacing 0.05,0.045 \
  title sprintf("(b - truth)/{/Symbol s} of %d pseudo side bands for each function. Filled: error from the covariance; line: from the profile; red: unit Gaussian", sets)
do for [name in functions] {
  wanted = system(sprintf("echo '%s' | tr '_' ' '", name))
  set label 1 wanted at graph 0.03, graph 0.9
  plot "closure-pulls.csv" using (strcol(1) eq wanted ? centred($2) : NaN):3 with boxes lc rgb "#4477aa", \
    "" using (strcol(1) eq wanted ? centred($2) : NaN):4 with histeps lw 1.2 lc rgb "#222222", \
    gauss(x) with lines lw 1.5 lc rgb "#cc3311"
}
unset multiplot
