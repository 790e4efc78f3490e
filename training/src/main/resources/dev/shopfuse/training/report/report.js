// Draws the plots from the numbers in #plots, in the colours of the style sheet, and again when
// the reader changes between light and dark.
(function () {
  const plots = JSON.parse(document.getElementById('plots').textContent);
  let drawn = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function draw(id, settings) {
    const canvas = document.getElementById(id);
    if (canvas) drawn.push(new Chart(canvas, settings));
  }

  function axis(title, more) {
    return {
      title: {display: Boolean(title), text: title, color: colour('--muted')},
      grid: {color: colour('--line')},
      border: {color: colour('--line')},
      ticks: {color: colour('--muted')},
      ...more,
    };
  }

  function options(x, y, more) {
    return {
      animation: false, responsive: true, maintainAspectRatio: false,
      plugins: {legend: {display: false}}, scales: {x, y}, ...more,
    };
  }

  function curve(id, values, best) {
    const {epochs} = plots.curves;
    draw(id, {
      type: 'line',
      data: {
        labels: epochs,
        datasets: [{
          data: values, borderColor: colour('--first'), borderWidth: 2,
          pointRadius: epochs.map(epoch => epoch === best ? 6 : 2),
          pointBackgroundColor: epochs.map(e => colour(e === best ? '--second' : '--first')),
          pointBorderWidth: 0,
        }],
      },
      options: options(axis('epoch'), axis()),
    });
  }

  function counts(id) {
    const {labels, users} = plots[id];
    draw(id, {
      type: 'bar',
      data: {labels, datasets: [{data: users, backgroundColor: colour('--first')}]},
      options: options(axis('visits'), axis('users')),
    });
  }

  function calibration() {
    const {before, after} = plots.calibration;
    const points = (label, data, name) => ({
      label, data, showLine: true, borderColor: colour(name), backgroundColor: colour(name),
      borderWidth: 2, pointRadius: 4,
    });
    const most = Math.max(...before.concat(after).flatMap(({x, y}) => [x, y]));
    const end = Math.min(1, Math.ceil(10 * most + 0.5) / 10);
    const diagonal = {
      label: 'perfect', data: [{x: 0, y: 0}, {x: end, y: end}], showLine: true, pointRadius: 0,
      borderColor: colour('--muted'), borderDash: [4, 4], borderWidth: 1,
    };
    draw('calibration', {
      type: 'scatter',
      data: {
        datasets: [points('before', before, '--second'), points('after', after, '--first'), diagonal],
      },
      options: options(
        axis('predicted', {min: 0, max: end}), axis('visited', {min: 0, max: end}),
        {
          plugins: {
            legend: {display: true, labels: {color: colour('--text'), boxWidth: 12}},
            tooltip: {callbacks: {label: ({raw}) => raw.rows ? raw.rows + ' pairs' : ''}},
          },
        }),
    });
  }

  function lifts(id, {rows, reference}) {
    const believed = row => row.low > 0 || row.high < 0;
    draw(id, {
      data: {
        labels: rows.map(row => row.row),
        datasets: [
          {
            type: 'line', indexAxis: 'y', showLine: false, data: rows.map(row => row.lift),
            pointRadius: 5, pointBorderWidth: 2, pointBorderColor: colour('--first'),
            pointBackgroundColor: rows.map(row => colour(believed(row) ? '--first' : '--card')),
          },
          {
            type: 'bar', indexAxis: 'y', data: rows.map(row => [row.low, row.high]),
            barThickness: 6, borderSkipped: false, borderRadius: 3,
            backgroundColor: rows.map(row => colour(believed(row) ? '--first' : '--first-soft')),
          },
        ],
      },
      options: options(
        axis('percent over ' + reference, {
          grid: {color: line => colour(line.tick.value === 0 ? '--muted' : '--line')},
        }),
        axis('', {grid: {display: false}}),
        {
          indexAxis: 'y',
          plugins: {
            legend: {display: false},
            tooltip: {
              callbacks: {
                label: ({dataIndex: i}) => rows[i].lift.toFixed(1) + ' % [' +
                  rows[i].low.toFixed(1) + ', ' + rows[i].high.toFixed(1) + ']',
              },
            },
          },
        }),
    });
  }

  function height(rows) {
    return 70 + 26 * rows.length + 'px';
  }

  function addBucket(bucket, i) {
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    caption.textContent = bucket.title + ', ' + bucket.users + ' users';
    const plot = document.createElement('div');
    plot.className = 'plot';
    plot.style.height = height(bucket.rows);
    const canvas = document.createElement('canvas');
    canvas.id = 'bucket' + i;
    plot.append(canvas);
    figure.append(caption, plot);
    document.getElementById('buckets').append(figure);
  }

  function drawAll() {
    drawn.forEach(chart => chart.destroy());
    drawn = [];
    counts('item_visits');
    counts('shop_visits');
    if (plots.curves) {
      curve('loss', plots.curves.loss, plots.curves.best_epoch);
      curve('metric', plots.curves.values || [], plots.curves.best_epoch);
    }
    if (plots.calibration) calibration();
    if (plots.baselines && plots.baselines.rows) lifts('baselines', plots.baselines);
    buckets.forEach((bucket, i) => lifts('bucket' + i, bucket));
  }

  const buckets = (plots.buckets || []).filter(bucket => bucket.rows);
  buckets.forEach(addBucket);
  if (plots.baselines && plots.baselines.rows) {
    document.getElementById('baselines-plot').style.height = height(plots.baselines.rows);
  }
  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
})();
