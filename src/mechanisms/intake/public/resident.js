// Small helps for the resident's form; every page works without this file. Written for WebViews of ten years ago.
(function () {
  'use strict';
  var byId = function (id) { return document.getElementById(id); };
  var locate = byId('locate'), box = byId('locate_box'), said = byId('located');
  if (locate && box && said && navigator.geolocation) {
    box.hidden = false;
    locate.addEventListener('click', function () {
      locate.disabled = true;
      said.textContent = locate.getAttribute('data-busy');
      navigator.geolocation.getCurrentPosition(function (p) {
        byId('longitude').value = p.coords.longitude.toFixed(6);
        byId('latitude').value = p.coords.latitude.toFixed(6);
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
