// Small helps for the resident's form; every page works without this file. Written for WebViews of ten years ago.
(function () {
  'use strict';
  var byId = function (id) { return document.getElementById(id); };
  var lon = byId('longitude'), lat = byId('latitude'), area = byId('area'), box = byId('place_box');
  var locate = byId('locate'), said = byId('located');
  var map, mark, plane, at;
  var number = function (name) { return parseFloat(map.getAttribute('data-' + name)); };

  // The grid of the picture that holds a point in its units.
  function gridAt(x, y) {
    var all = map.querySelectorAll('.grid'), p = map.createSVGPoint();
    p.x = x; p.y = y;
    for (var i = 0; i < all.length; i++) { if (all[i].isPointInFill && all[i].isPointInFill(p)) { return all[i]; } }
    return null;
  }
  function light(code, name) {
    var all = map.querySelectorAll('.grid'), grid = byId('grid'), said = byId('picked');
    for (var i = 0; i < all.length; i++) {
      var on = all[i].getAttribute('data-grid') === code;
      all[i].setAttribute('class', on ? 'grid on' : 'grid');
      if (on) { name = all[i].getAttribute('data-name'); }
    }
    if (grid) { grid.value = code || ''; }
    if (said) { said.textContent = name ? box.getAttribute('data-picked').replace('#', name) : ''; }
  }
  function pin(x, y) {
    at = { x: x, y: y };
    mark.setAttribute('class', 'mark');
    mark.setAttribute('transform', 'translate(' + x + ' ' + y + ')');
  }
  function unpin() {
    at = null;
    if (mark) { mark.setAttribute('class', 'mark off'); }
    lon.value = lat.value = '';
  }
  // Only inside one of the grids.
  function choose(x, y) {
    var grid = gridAt(x, y);
    if (!grid) { return; }
    pin(x, y);
    lon.value = (plane.west + x * plane.dx).toFixed(6);
    lat.value = (plane.north - y * plane.dy).toFixed(6);
    light(grid.getAttribute('data-grid'));
  }
  function ready() {
    var spot = byId('spot'), grid = byId('grid'), hint = byId('map_hint');
    map = byId('map'); mark = byId('mark'); at = null;
    if (spot) {
      spot.addEventListener('change', function () {
        var o = spot.options[spot.selectedIndex];
        unpin();
        if (map && o.getAttribute('data-x')) { choose(+o.getAttribute('data-x'), +o.getAttribute('data-y')); }
        if (map && o.getAttribute('data-grid')) { light(o.getAttribute('data-grid')); }
      });
    }
    if (grid) { grid.addEventListener('change', function () { unpin(); if (map) { light(grid.value); } }); }
    if (!map || !map.createSVGPoint) { map = null; return; }
    plane = { west: number('west'), north: number('north'), dx: number('dx'), dy: number('dy') };
    hint.hidden = false;
    map.setAttribute('tabindex', '0');
    map.setAttribute('role', 'application');
    map.setAttribute('aria-label', map.getAttribute('data-keys'));
    if (lon.value && lat.value) {
      var x = (lon.value - plane.west) / plane.dx, y = (plane.north - lat.value) / plane.dy;
      if (gridAt(x, y)) { pin(x, y); }
    }
    map.addEventListener('click', function (e) {
      var r = map.getBoundingClientRect(), one = 320 / r.width;
      choose(Math.round((e.clientX - r.left) * one), Math.round((e.clientY - r.top) * one));
    });
    map.addEventListener('keydown', function (e) {
      var step = { ArrowLeft: [-6, 0], ArrowRight: [6, 0], ArrowUp: [0, -6], ArrowDown: [0, 6] }[e.key];
      if (!step) { return; }
      e.preventDefault();
      var from = at || { x: 160 - step[0], y: map.viewBox.baseVal.height / 2 - step[1] };
      choose(from.x + step[0], from.y + step[1]);
    });
  }
  if (area && box) {
    byId('look_box').hidden = true;
    area.addEventListener('change', function () {
      var ask = new XMLHttpRequest(), code = area.value;
      ask.open('GET', box.getAttribute('data-from') + '?area=' + encodeURIComponent(code));
      ask.onload = function () {
        if (code !== area.value) { return; }
        if (ask.status === 200) { box.innerHTML = ask.responseText; } else { ask.onerror(); }
        ready();
        if (map && !at) { unpin(); if (said) { said.textContent = ''; } } // the position lies elsewhere: what is chosen counts
      };
      ask.onerror = function () { box.textContent = box.getAttribute('data-failed'); map = null; };
      ask.send();
    });
    ready();
  }

  if (locate && said && navigator.geolocation) {
    byId('locate_box').hidden = false;
    locate.addEventListener('click', function () {
      locate.disabled = true;
      said.textContent = locate.getAttribute('data-busy');
      navigator.geolocation.getCurrentPosition(function (p) {
        unpin();
        lon.value = p.coords.longitude.toFixed(6);
        lat.value = p.coords.latitude.toFixed(6);
        if (map) { choose((p.coords.longitude - plane.west) / plane.dx, (plane.north - p.coords.latitude) / plane.dy); }
        said.textContent = locate.getAttribute('data-done').replace('#', String(Math.max(1, Math.round(p.coords.accuracy))));
        locate.disabled = false;
      }, function () {
        said.textContent = locate.getAttribute('data-failed');
        locate.disabled = false;
      }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 });
    });
  }
  var send = byId('send');
  if (send && send.form) {
    var words = send.textContent;
    send.form.addEventListener('submit', function () {
      window.setTimeout(function () { send.disabled = true; send.textContent = send.getAttribute('data-busy'); }, 0);
    });
    window.addEventListener('pageshow', function () { send.disabled = false; send.textContent = words; });
  }
  var wrong = byId('wrong');
  if (wrong) { wrong.focus(); }
  var link = byId('link');
  if (link) { link.addEventListener('focus', function () { link.select(); }); }
})();
